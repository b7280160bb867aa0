import type { AoError, DurationMs } from '@ao/domain';
import type { Clock } from '@ao/ports';

/** A call into the outside world that may not take for ever. */
export interface BoundedCall<Result> {
  readonly clock: Clock;
  readonly limitMs: DurationMs;
  /** The error when the limit passes. */
  readonly overdue: () => AoError;
  /** Aborts the call before its limit. */
  readonly signal?: AbortSignal | undefined;
  /** Told about a call that was given up. Must not throw. */
  readonly onLate?: LateListener<Result> | undefined;
}

/** What is told about a call that was given up while it was still under way. */
export interface LateListener<Result> {
  /** It is given up now. */
  begin(): void;
  /** It has settled after all: what it made must be undone by whoever wanted it. */
  settle(outcome: PromiseSettledResult<Result>): void;
}

/** How long an aborted call may take to put down what it holds, before it is given up. */
export const ABORT_GRACE_MS = 2_000;

/** Begins a call; one that throws instead of rejecting has rejected. */
function begin<Result>(work: (signal: AbortSignal) => Promise<Result>, signal: AbortSignal): Promise<Result> {
  try {
    return work(signal);
  } catch (thrown) {
    return Promise.reject(thrown);
  }
}

/**
 * Runs a call under a time limit. At the limit, or when the signal is aborted, the call is told to stop and gets
 * {@link ABORT_GRACE_MS} to do so. A call that succeeds in that time has succeeded; otherwise the answer is the reason it was stopped for.
 * The returned promise settles in any case, also when the call never does.
 */
export function boundedCall<Result>(options: BoundedCall<Result>, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const { clock, limitMs, overdue, signal, onLate } = options;
  if (signal?.aborted === true) return Promise.reject(signal.reason);
  const inner = new AbortController();

  return new Promise((resolve, reject) => {
    let stoppedFor: { readonly reason: unknown } | null = null;
    let answered = false;
    const limit = clock.setTimer(limitMs, () => stop(overdue()));
    const onAbort = () => stop(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });

    function answer(give: () => void): void {
      answered = true;
      limit.cancel();
      signal?.removeEventListener('abort', onAbort);
      give();
    }

    function stop(reason: unknown): void {
      if (answered || stoppedFor !== null) return;
      stoppedFor = { reason };
      inner.abort(reason);
      clock.setTimer(ABORT_GRACE_MS, () => {
        if (answered) return;
        onLate?.begin();
        answer(() => reject(reason));
      });
    }

    begin(work, inner.signal).then(
      (value) => (answered ? onLate?.settle({ status: 'fulfilled', value }) : answer(() => resolve(value))),
      (reason: unknown) => {
        if (answered) onLate?.settle({ status: 'rejected', reason });
        else answer(() => reject(stoppedFor === null ? reason : stoppedFor.reason));
      },
    );
  });
}
