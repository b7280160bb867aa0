import type { DurationMs } from '@ao/domain';
import type { Clock } from '@ao/ports';

/** Runs work that is given up after a time, whether or not it listens to the signal it gets. Rejects when it was given up. */
export async function withTimeLimit<Result>(
  clock: Clock,
  limitMs: DurationMs,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const limit = new AbortController();
  const isGivenUp = Promise.withResolvers<never>();
  const giveUp = (): void => {
    const reason: unknown = signal.aborted ? signal.reason : new Error(`No answer within ${limitMs} ms`);
    limit.abort(reason);
    isGivenUp.reject(reason);
  };
  const timer = clock.setTimer(limitMs, giveUp);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([work(limit.signal), isGivenUp.promise]);
  } finally {
    timer.cancel();
    signal.removeEventListener('abort', giveUp);
  }
}
