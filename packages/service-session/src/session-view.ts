import type { PullRequestFacts, SessionRecord, SessionStatus, StatusReason } from '@ao/domain';

/** A session as clients see it: its facts, and the status derived from them at this moment. */
export interface SessionView extends SessionRecord {
  readonly status: SessionStatus;
  /** Why the status is what it is. */
  readonly reason: StatusReason;
  readonly isTerminated: boolean;
  readonly pullRequests: readonly PullRequestFacts[];
  /** Messages that are not in a final state yet. */
  readonly openMessages: number;
  /** What the person is asked, when the status is `needs_input`; null otherwise. */
  readonly needs: string | null;
}
