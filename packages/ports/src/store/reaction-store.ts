import type { SessionId, Timestamp } from '@ao/domain';

/** A value that is JSON, whole: its shape is known to whoever wrote it. */
export type JsonObject = { readonly [key: string]: unknown };

/** What is remembered about the reactions to pull requests. Synchronous, see {@link SessionStore}. */
export interface ReactionStore {
  /** The ledger of one session and one pull request, as it was put; null when there is none. Its reader checks its shape. */
  ledger(sessionId: SessionId, pullRequestId: string): JsonObject | null;
  /** Replaces it. It goes with the pull request. Throws `PULL_REQUEST_NOT_FOUND` and `SESSION_NOT_FOUND`. */
  putLedger(sessionId: SessionId, pullRequestId: string, ledger: JsonObject, at: Timestamp): void;
  /** What a session chose over its project's settings; null when nothing. */
  choices(sessionId: SessionId): JsonObject | null;
  /** Replaces it; null takes it away. Throws `SESSION_NOT_FOUND`. No event. */
  putChoices(sessionId: SessionId, choices: JsonObject | null, at: Timestamp): void;
}
