import type { Timestamp } from '@ao/domain';
import type { ForgeAccount } from '../../forge/v1/forge-account.ts';
import type { ForgeText } from '../../forge/v1/forge-text.ts';

/** Which issue, wherever it is tracked. */
export interface IssueReference {
  /** What identifies it for this tracker, for example `github.com/acme/shop#12`. To be stored; only the tracker reads it. */
  readonly key: string;
  /** For people, short: `acme/shop#12`. */
  readonly label: string;
  /** Where it is kept; the same words {@link TrackerV1.scopeOf} has for that place. */
  readonly scope: string;
}

/** How far an issue has come. `in_progress` and `in_review` where the tracker knows such states, or labels of these names. */
export type IssueState = 'open' | 'in_progress' | 'in_review' | 'done' | 'cancelled';

/** One issue. */
export interface Issue extends IssueReference {
  /** At most 300 characters. A stranger's text. */
  readonly title: string;
  /** At most 64 KiB; empty when there is none. */
  readonly body: ForgeText;
  readonly url: string;
  readonly state: IssueState;
  /** Null for an account that was deleted. */
  readonly author: ForgeAccount | null;
  readonly assignees: readonly ForgeAccount[];
  /** At most 100 of at most 100 characters. */
  readonly labels: readonly string[];
  readonly totalComments: number;
  /** Some hosts number pull requests like issues: true when that is what it is. Lists leave them out. */
  readonly isPullRequest: boolean;
  readonly createdAt: Timestamp;
  readonly updatedAt: Timestamp;
}

/** One comment on an issue. */
export interface IssueComment {
  readonly id: string;
  /** Null for an account that was deleted. */
  readonly author: ForgeAccount | null;
  /** At most 16 KiB. */
  readonly body: ForgeText;
  readonly url: string;
  readonly createdAt: Timestamp;
}

/** Which issues are wanted. Everything given must hold. */
export interface IssueQuery {
  /** What {@link TrackerV1.scopeOf} answered. */
  readonly scope: string;
  /** Default `open`. */
  readonly state?: 'open' | 'closed' | 'all' | undefined;
  /** A login; `me` for the token's own account; `none` for issues nobody has. */
  readonly assignee?: string | undefined;
  /** All of them. */
  readonly labels?: readonly string[] | undefined;
  /** Words to be found in title or text. */
  readonly search?: string | undefined;
  /** Default 30, at most 100. */
  readonly limit?: number | undefined;
  /** True when no person waits for the answer: then the part of the limits that is left to people is not touched. Default false. */
  readonly inBackground?: boolean | undefined;
}

/** Issues that matched, newest first. */
export interface IssueList {
  readonly issues: readonly Issue[];
  /** True when more matched than were asked for. */
  readonly hasMore: boolean;
}
