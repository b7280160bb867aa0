import type { Timestamp } from '@ao/domain';
import type { CheckFailure, ForgeAnswer, PullRequestCheck, PullRequestSnapshot, ReviewOpinion, ReviewThread, ThreadNote } from '@ao/ports';
import type { FailedRead, KnownThread, ReactionLedger } from '../ledger/reaction-ledger.ts';
import type { ReactionReason } from '../ledger/reaction-reason.ts';
import type { ReactionSession } from '../session/reaction-session.ts';
import type { ReactionSettings } from '../settings/reaction-settings.ts';

/** What is looked at, by every kind alike. */
export interface LookContext {
  readonly snapshot: PullRequestSnapshot;
  readonly session: ReactionSession;
  readonly settings: ReactionSettings;
  readonly ledger: ReactionLedger;
  readonly threads: ReadonlyMap<string, ForgeAnswer<ReviewThread>>;
  readonly failures: ReadonlyMap<string, ForgeAnswer<CheckFailure>>;
  readonly now: Timestamp;
}

/** What a finding is about, as far as its words need it. */
export type FindingDetail =
  | { readonly type: 'check'; readonly check: PullRequestCheck }
  | { readonly type: 'thread'; readonly note: ThreadNote; readonly isAnswered: boolean }
  | { readonly type: 'opinion'; readonly opinion: ReviewOpinion | null }
  | { readonly type: 'plain' };

/** Something that is so, and may have to be told. */
export interface Finding {
  readonly subject: string;
  readonly signature: string;
  readonly detail: FindingDetail;
  /** Under which name it was seen before it counted. */
  readonly seenAs: string | null;
}

/** Something that is decided before any limit is looked at. */
export interface Obstacle {
  readonly subject: string;
  readonly signature: string;
  readonly decision: 'waiting' | 'skipped' | 'suppressed';
  readonly reason: ReactionReason;
  readonly until: Timestamp | null;
}

/** What one kind sees in a snapshot. */
export interface KindLook {
  readonly findings: readonly Finding[];
  readonly obstacles: readonly Obstacle[];
  /** Whether all is well with it; null when it cannot be told. */
  readonly isFine: boolean | null;
  /** Threads that have to be read before it is known whether there is something to tell. */
  readonly unread: { readonly signature: string; readonly threadIds: readonly string[] } | null;
  /** First sightings to remember though nothing is found yet, by name. */
  readonly seen: readonly string[];
  readonly threads?: Readonly<Record<string, KnownThread>>;
  readonly reads?: Readonly<Record<string, FailedRead>>;
  readonly conflict?: ReactionLedger['conflict'];
}

/** A look that sees nothing. */
export const NOTHING: KindLook = { findings: [], obstacles: [], isFine: null, unread: null, seen: [] };
