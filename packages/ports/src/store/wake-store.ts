import type { MessageId, ProjectId, SessionId, Timestamp } from '@ao/domain';

/** How far the telling of an orchestrator has come in one project. */
export interface WakeState {
  /** What happened before is not told: the first orchestrator of the project looks for itself. */
  readonly since: Timestamp;
  /** When the newest digest was put into the outbox; null when there was none. */
  readonly lastDigestAt: Timestamp | null;
  /** The newest digest and the session it went to; null when there was none. */
  readonly digest: { readonly messageId: MessageId; readonly sessionId: SessionId } | null;
}

/** The commit a session's branch stood at when its agent last ended a turn. */
export interface SessionHead {
  readonly commit: string;
  /** Commits since the session's base. */
  readonly commits: number;
  readonly at: Timestamp;
}

/** Which facts the orchestrator of each project was told. Synchronous, see {@link SessionStore}. */
export interface WakeStore {
  /** Null before the first orchestrator of the project. */
  state(projectId: ProjectId): WakeState | null;
  putState(projectId: ProjectId, state: WakeState): void;
  /** Those of the keys that were told, each with the message that told it. */
  told(projectId: ProjectId, keys: readonly string[]): ReadonlyMap<string, MessageId>;
  /** The keys a message tells. */
  toldBy(messageId: MessageId): readonly string[];
  /** Notes that the keys are told by a message; a key that is noted already goes over to this message. */
  tell(projectId: ProjectId, keys: readonly string[], message: { readonly id: MessageId; readonly at: Timestamp }): void;
  /** Takes back what a message tells: it never reached the agent. */
  untell(messageId: MessageId): void;
  /** Where the branches of sessions stood. Sessions that were never looked at are absent. */
  heads(sessionIds: readonly SessionId[]): ReadonlyMap<SessionId, SessionHead>;
  putHead(sessionId: SessionId, head: SessionHead): void;
  /** Drops what was told before a time. Answers how many. */
  prune(before: Timestamp): number;
}
