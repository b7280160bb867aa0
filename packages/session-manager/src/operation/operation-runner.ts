import { AoError, type DurationMs, type OperationId, type OperationKind, type OperationRecord, type SessionId } from '@ao/domain';
import type { Clock, IdentifierSource, Logger, Stores } from '@ao/ports';
import { createOperation, type Operation } from './operation.ts';

/** An operation to be begun. */
export interface OperationStart {
  readonly kind: OperationKind;
  /** Null when `open` creates the session. */
  readonly sessionId: SessionId | null;
  /** The parameters of the command. Plain JSON. */
  readonly request: Readonly<Record<string, unknown>>;
  readonly limitMs: DurationMs;
  /** Stores what else belongs to the beginning, in the same transaction as the intent, and answers the session. */
  readonly open: () => SessionId;
}

/** An operation that runs in this process. */
export interface RunningOperation {
  readonly kind: OperationKind;
  /** Resolves, never rejects, when it is over. */
  readonly over: Promise<void>;
  /** Asks it to stop and undo. It may be too late. */
  cancel(reason: AoError): void;
}

/** Runs operations, at most one per session. */
export interface OperationRunner {
  /**
   * Stores the intent and starts the work, which goes on whatever becomes of the caller.
   * Throws `SESSION_BUSY`, `DAEMON_STOPPING`, and whatever `open` throws; then nothing was stored.
   */
  start<Result>(start: OperationStart, work: (operation: Operation) => Promise<Result>): Promise<Result>;
  /** Stores the intent without starting the work: somebody resumes it later. Throws as {@link OperationRunner.start} does. */
  enqueue(start: OperationStart): OperationRecord;
  /** Carries on with an operation that was begun before, by this process or another. Throws `SESSION_BUSY`. */
  resume<Result>(record: OperationRecord, work: (operation: Operation) => Promise<Result>): Promise<Result>;
  /** The operation of a session that runs in this process. */
  running(sessionId: SessionId): RunningOperation | null;
  /** Whether every call that an operation of the session has given up has come to an end, with what follows from it. */
  isSettled(sessionId: SessionId): boolean;
  /** The operation of a session that was begun and is not over, whether it runs or was interrupted. */
  open(sessionId: SessionId): OperationRecord | null;
  /** Begins nothing more, waits for what is under way until the signal is aborted, and tries nothing again after that. */
  drain(signal: AbortSignal): Promise<void>;
  underWay(): number;
}

/** Makes a runner. */
export function createOperationRunner(options: {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly identifiers: IdentifierSource;
  readonly logger: Logger;
  /** Told when the work of an operation has rejected. Whether the operation is still open is for the listener to find out. Must not throw. */
  readonly onRejected?: ((sessionId: SessionId) => void) | undefined;
}): OperationRunner {
  const { stores, clock, identifiers, logger, onRejected } = options;
  const running = new Map<SessionId, RunningOperation>();
  const outstanding = new Map<SessionId, number>();
  const stopped = new AbortController();
  let stopping = false;

  function refuseWhenBusy(sessionId: SessionId, kind: OperationKind): void {
    const other = running.get(sessionId);
    if (other !== undefined) throw busy(sessionId, other.kind);
    // A call that was given up may still change the worktree under whatever is begun now. A kill only takes away.
    if (kind !== 'kill' && (outstanding.get(sessionId) ?? 0) > 0) {
      const message = `An earlier command on ${sessionId} has not come to an end yet. Try again in a minute.`;
      throw new AoError('SESSION_BUSY', { message, details: { sessionId } });
    }
  }

  function noteOutstanding(sessionId: SessionId): () => void {
    outstanding.set(sessionId, (outstanding.get(sessionId) ?? 0) + 1);
    return () => {
      const left = (outstanding.get(sessionId) ?? 1) - 1;
      if (left > 0) outstanding.set(sessionId, left);
      else outstanding.delete(sessionId);
    };
  }

  function run<Result>(record: OperationRecord, work: (operation: Operation) => Promise<Result>): Promise<Result> {
    const { sessionId, kind } = record;
    const controller = new AbortController();
    const onOutstanding = () => noteOutstanding(sessionId);
    const operation = createOperation({
      stores,
      clock,
      logger,
      record,
      signal: controller.signal,
      onOutstanding,
      stopped: stopped.signal,
    });
    const result = Promise.resolve().then(() => work(operation));
    const over = result.then(
      () => void running.delete(sessionId),
      () => {
        running.delete(sessionId);
        onRejected?.(sessionId);
      },
    );
    running.set(sessionId, { kind, over, cancel: (reason) => controller.abort(reason) });
    // `over` comes first, so that whoever is told of the result can begin the next operation.
    return over.then(() => result);
  }

  function begin({ kind, sessionId, request, limitMs, open }: OperationStart): OperationRecord {
    if (stopping) throw new AoError('DAEMON_STOPPING');
    if (sessionId !== null) refuseWhenBusy(sessionId, kind);
    const startedAt = clock.now();
    const id = identifiers.create('op-') as OperationId;
    return stores.transaction(() =>
      stores.operations.begin({ id, kind, sessionId: open(), request, startedAt, deadlineAt: startedAt + limitMs }),
    );
  }

  return {
    start: (start, work) => run(begin(start), work),
    enqueue: begin,
    resume(record, work) {
      refuseWhenBusy(record.sessionId, 'kill');
      return run(record, work);
    },
    isSettled: (sessionId) => (outstanding.get(sessionId) ?? 0) === 0,
    running: (sessionId) => running.get(sessionId) ?? null,
    open: (sessionId) => stores.operations.listOpen().find((operation) => operation.sessionId === sessionId) ?? null,
    async drain(signal) {
      stopping = true;
      if (signal.aborted) return stopped.abort();
      const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      await Promise.race([aborted, Promise.all([...running.values()].map((operation) => operation.over))]);
      stopped.abort();
    },
    underWay: () => running.size,
  };
}

function busy(sessionId: SessionId, kind: OperationKind): AoError {
  const doing = kind.replace('_', ' ');
  const message = `A ${doing} of ${sessionId} is in progress. Try again when it is done.`;
  return new AoError('SESSION_BUSY', { message, details: { sessionId, operationKind: kind } });
}
