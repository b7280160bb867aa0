import type { Clock } from '@ao/ports';

/** Gives work a signal that is aborted when its time is over, and waits for it. */
export async function withTimeLimit(
  clock: Pick<Clock, 'setTimer'>,
  limitMs: number,
  work: (signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const limit = new AbortController();
  const timer = clock.setTimer(limitMs, () => limit.abort(new Error(`it took longer than ${limitMs} ms`)));
  try {
    await work(limit.signal);
  } finally {
    timer.cancel();
  }
}
