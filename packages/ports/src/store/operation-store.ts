import type { OperationId, OperationRecord, OperationStep, SessionId, Timestamp } from '@ao/domain';

/** The journal of multi-step commands. Synchronous, see {@link SessionStore}. */
export interface OperationStore {
  /** Writes the intent. Throws `SESSION_BUSY` when the session has another open operation (`details.operationId`), `SESSION_NOT_FOUND`. */
  begin(operation: Omit<OperationRecord, 'state' | 'steps' | 'error' | 'finishedAt'>): OperationRecord;
  /** Writes a step: a new one at the end, or the new state of the one with the same name. Throws for an unknown or finished operation. */
  recordStep(id: OperationId, step: OperationStep): OperationRecord;
  /** Ends an operation. One that is finished already keeps its first result. Throws for an unknown one. */
  finish(
    id: OperationId,
    result: { readonly state: 'done' | 'failed'; readonly error: OperationRecord['error']; readonly at: Timestamp },
  ): OperationRecord;
  get(id: OperationId): OperationRecord | null;
  /** The newest operation whose request has this `idempotencyKey`; null when there is none (any more). */
  findByIdempotencyKey(key: string): OperationRecord | null;
  /** Operations that were begun and not finished, oldest first. */
  listOpen(): readonly OperationRecord[];
  /** The sessions of those operations, in the same order: one query, however many there are. */
  listOpenSessions(): readonly SessionId[];
  /** The newest operations of a session first. */
  listForSession(sessionId: SessionId, limit: number): readonly OperationRecord[];
  /** Drops finished operations older than a time. Answers how many. */
  prune(finishedBefore: Timestamp): number;
}
