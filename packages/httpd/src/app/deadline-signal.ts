import type { HttpClock } from './http-environment.ts';

/** A signal that ends a wait, and the way to let go of its timer. */
export interface DeadlineSignal {
  readonly signal: AbortSignal;
  cancel(): void;
}

/** Aborted after a time, or when one of the other signals is: the client goes away, the daemon stops. */
export function deadlineSignal(clock: HttpClock, afterMs: number, others: readonly AbortSignal[]): DeadlineSignal {
  const controller = new AbortController();
  const timer = clock.setTimer(afterMs, () => controller.abort());
  return { signal: AbortSignal.any([controller.signal, ...others]), cancel: () => timer.cancel() };
}
