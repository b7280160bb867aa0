import type { Timestamp } from '@ao/domain';
import type { ForgeAccount } from '../../forge/v1/forge-account.ts';
import type { ForgeText } from '../../forge/v1/forge-text.ts';

/** One comment of a review thread. */
export interface ThreadComment {
  /** `<host>:<the host's id>`. */
  readonly id: string;
  /** Null for an account that was deleted. */
  readonly author: ForgeAccount | null;
  /** At most 16 KiB. */
  readonly body: ForgeText;
  readonly url: string;
  /** Hidden at the host, for example as spam or off topic. */
  readonly isHidden: boolean;
  readonly createdAt: Timestamp;
}

/** A review thread with what was said in it. */
export interface ReviewThread {
  /** `<host>:<the host's id>`, as in {@link ThreadNote.id}. */
  readonly id: string;
  readonly isResolved: boolean;
  readonly isOutdated: boolean;
  readonly path: string;
  readonly line: number | null;
  /** Oldest first: the first 50. */
  readonly comments: readonly ThreadComment[];
  readonly totalComments: number;
}
