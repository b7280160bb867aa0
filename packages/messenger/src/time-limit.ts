import type { DurationMs } from '@ao/domain';
import type { Clock } from '@ao/ports';

/** Runs work that is given up after a time, whether or not it listens to the signal it gets. Rejects when it was given up. */
export async function withTimeLimit<Result>(
  clock: Clock,
  limitMs: DurationMs,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const limit = new AbortController();
  const isGivenUp = Promise.withResolvers<never>();
  const timer = clock.setTimer(limitMs, () => {
    const reason = new Error(`no answer within ${limitMs} ms`);
    limit.abort(reason);
    isGivenUp.reject(reason);
  });
  try {
    return await Promise.race([work(limit.signal), isGivenUp.promise]);
  } finally {
    timer.cancel();
  }
}
