import type { AoError, DurationMs, OperationRecord, OperationStep, SessionId } from '@ao/domain';
import type { Clock, Logger, Stores } from '@ao/ports';
import { boundedCall, type LateListener } from './bounded-call.ts';
import { pauseAfter } from './pauses.ts';

/** One effect on the outside world. */
export interface StepRequest<Result> {
  readonly name: string;
  /** What is about to be made, so that it can be found and undone after a crash. Plain JSON. */
  readonly about: Readonly<Record<string, unknown>>;
  readonly limitMs: DurationMs;
  /** The error when the limit passes. */
  readonly overdue: () => AoError;
  readonly work: (signal: AbortSignal) => Promise<Result>;
  /** Stores the facts that follow; one transaction with the completion of the step. */
  readonly after?: ((result: Result) => void) | undefined;
  /** Undoes what a call has made that succeeded after it had been given up. Tried until it succeeds. */
  readonly undoLate?: ((result: Result) => Promise<unknown>) | undefined;
}

/** A call outside of the steps: it takes something back, or completes it. */
export interface CallRequest<Result> {
  /** For the log, as in "removing the worktree". */
  readonly doing: string;
  readonly limitMs: DurationMs;
  /** The error when the limit passes. */
  readonly overdue: () => AoError;
  readonly work: (signal: AbortSignal) => Promise<Result>;
  /** Stores what follows from a call that succeeded after it had been given up. Tried until it succeeds. */
  readonly afterLate?: ((result: Result) => Promise<unknown>) | undefined;
}

/** An operation under way. */
export interface Operation {
  readonly id: OperationRecord['id'];
  readonly kind: OperationRecord['kind'];
  readonly sessionId: SessionId;
  readonly request: OperationRecord['request'];
  /** Aborted when a kill wants the session; no further step is begun then. */
  readonly signal: AbortSignal;
  /** Things people should know of it. */
  readonly notices: string[];
  /** The operation as it is stored now. */
  record(): OperationRecord;
  /**
   * Runs one step: `started` is stored before its effect, `done` after it. A call that rejected is stored as `failed`: it has made nothing.
   * A call that was given up stays `started`: nobody knows what it has made.
   */
  step<Result>(request: StepRequest<Result>): Promise<Result>;
  /**
   * Runs a call outside of the steps, also when the operation is to stop. As with a step, one that is given up keeps the session busy
   * until it settles, and what follows from it is done: it may still change what the next command works with.
   */
  call<Result>(request: CallRequest<Result>): Promise<Result>;
  /** Closes the operation, and stores the facts that follow in the same transaction. */
  close(result: { readonly state: 'done' } | { readonly state: 'failed'; readonly error: AoError }, alongside?: () => void): void;
}

/** What an operation is made of. */
export interface OperationOptions {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly record: OperationRecord;
  readonly signal: AbortSignal;
  /** A call of this session has been given up and may still have an effect. Answers how to take that back. */
  readonly onOutstanding: () => () => void;
  /** Aborted when nothing is to be tried again. */
  readonly stopped: AbortSignal;
}

/** Makes the handle through which an operation is carried out. */
export function createOperation(options: OperationOptions): Operation {
  const { stores, clock, logger, signal } = options;
  const { id, kind, sessionId, request } = options.record;

  function store(step: OperationStep): void {
    stores.operations.recordStep(id, step);
  }

  async function step<Result>(wanted: StepRequest<Result>): Promise<Result> {
    signal.throwIfAborted();
    const startedAt = clock.now();
    const about = { name: wanted.name, startedAt, created: wanted.about };
    store({ ...about, state: 'started', finishedAt: null });
    let rejected = false;
    try {
      const { limitMs, overdue } = wanted;
      const result = await boundedCall(
        { clock, limitMs, overdue, signal, onLate: givenUp<Result>(wanted.name, async (made) => wanted.undoLate?.(made)) },
        (inner) => {
          const working = wanted.work(inner);
          working.catch(() => (rejected = true));
          return working;
        },
      );
      stores.transaction(() => {
        store({ ...about, state: 'done', finishedAt: clock.now() });
        wanted.after?.(result);
      });
      return result;
    } catch (thrown) {
      if (rejected) store({ ...about, state: 'failed', finishedAt: clock.now() });
      throw thrown;
    }
  }

  function call<Result>({ doing, limitMs, overdue, work, afterLate }: CallRequest<Result>): Promise<Result> {
    const onLate = givenUp<Result>(doing, async (result) => afterLate?.(result));
    return boundedCall({ clock, limitMs, overdue, onLate }, work);
  }

  /** Registers a call as outstanding once it is given up, and deals with what it has made when it settles after all. */
  function givenUp<Result>(doing: string, settleLate: (result: Result) => Promise<unknown>): LateListener<Result> {
    let forget: () => void = () => undefined;
    const settle = async (outcome: PromiseSettledResult<Result>) => {
      if (outcome.status === 'rejected') return;
      logger.warn('A call that was given up has succeeded after all', { sessionId, operation: kind, doing });
      await untilDone(doing, () => settleLate(outcome.value));
    };
    return {
      begin: () => {
        forget = options.onOutstanding();
        logger.warn('A call was given up', { sessionId, operation: kind, doing });
      },
      settle: (outcome) => void settle(outcome).finally(forget),
    };
  }

  /** The operation may be closed by now: nobody else would come back to this. */
  async function untilDone(doing: string, work: () => Promise<unknown>): Promise<void> {
    let failures = 0;
    do {
      try {
        await work();
        return;
      } catch (error) {
        failures += 1;
        const about = { sessionId, operation: kind, doing, failures, error };
        logger.error('What follows from a call that came late could not be done; it is tried again', about);
      }
      await clock.sleep(pauseAfter(failures), options.stopped).catch(() => undefined);
    } while (!options.stopped.aborted);
  }

  return {
    id,
    kind,
    sessionId,
    request,
    signal,
    notices: [],
    record: () => stores.operations.get(id) ?? options.record,
    step,
    call,
    close(result, alongside) {
      stores.transaction(() => {
        alongside?.();
        const error = result.state === 'failed' ? { code: result.error.code, message: result.error.message } : null;
        stores.operations.finish(id, { state: result.state, error, at: clock.now() });
      });
    },
  };
}
