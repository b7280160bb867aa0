import type { EndReason, ProjectId, SessionFacts, SessionId, SessionIdentity, SessionPhase, SessionRecord } from '@ao/domain';

/** A session to be created; id and number are given by the store. */
export interface NewSession extends Omit<SessionIdentity, 'id' | 'number'>, SessionFacts {
  readonly displayName: string | null;
}

/** Which sessions to list; absent fields do not restrict. */
export interface SessionFilter {
  readonly projectId?: ProjectId | undefined;
  readonly phases?: readonly SessionPhase[] | undefined;
  /** Only those that ended for this reason. */
  readonly endReason?: EndReason | undefined;
}

/**
 * Sessions as stored. All methods are synchronous: a read and the write that depends on it can share one transaction, and
 * nothing can come in between.
 *
 * - at most one orchestrator of a project is open: whatever would make a second one throws `ORCHESTRATOR_EXISTS`
 */
export interface SessionStore {
  /**
   * Inserts a session under the project's next number. Numbers are never given twice, not even when the transaction is undone or rows
   * were removed. `fill` gets id and number and answers the rest. Throws `PROJECT_NOT_FOUND`.
   */
  create(projectId: ProjectId, fill: (id: SessionId, number: number) => NewSession): SessionRecord;
  get(id: SessionId): SessionRecord | null;
  /** Ordered by project, then by number. */
  list(filter?: SessionFilter): readonly SessionRecord[];
  /**
   * Reads the facts, lets `change` compute new ones, and writes them, in one transaction. The same object back means that nothing is
   * written. Of another object only the facts are taken. There is an event when something changed that clients are told: everything but
   * `lastSignalAt`, `lastOutputAt`, `evidenceAt` and the source of the activity.
   * Answers the record after the change, null when there is no such session. Only lifecycle calls this.
   */
  updateFacts(id: SessionId, change: (facts: SessionRecord) => SessionFacts): SessionRecord | null;
  /** Sets the name people see. Null when there is no such session. */
  rename(id: SessionId, displayName: string): SessionRecord | null;
}
