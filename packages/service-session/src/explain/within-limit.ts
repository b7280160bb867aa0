import type { Clock } from '@ao/ports';

/** Answers what the work answers, or null when it fails or takes longer than the limit. The work is told to stop then. */
export async function withinLimit<Result>(
  clock: Pick<Clock, 'setTimer'>,
  limitMs: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | null> {
  const controller = new AbortController();
  return new Promise((resolve) => {
    const timer = clock.setTimer(limitMs, () => {
      controller.abort();
      resolve(null);
    });
    const give = (result: Result | null) => {
      timer.cancel();
      resolve(result);
    };
    work(controller.signal).then(give, () => give(null));
  });
}
