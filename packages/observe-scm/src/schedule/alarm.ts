import type { DurationMs } from '@ao/domain';
import type { Clock } from '@ao/ports';

/** The one timer of the observer: it waits for the next thing that is due, and can be woken before. */
export interface Alarm {
  /** Ends the wait under way, or the next one at once. */
  wake(): void;
  /** Waits; null waits until it is woken. Resolves early, without an error, when the signal is aborted. */
  wait(delayMs: DurationMs | null, signal: AbortSignal): Promise<void>;
}

/** Makes it. */
export function createAlarm(clock: Pick<Clock, 'setTimer'>): Alarm {
  let isWoken = false;
  let end: (() => void) | null = null;
  return {
    wake() {
      isWoken = true;
      end?.();
    },
    async wait(delayMs, signal) {
      if (!isWoken && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const timer = delayMs === null ? null : clock.setTimer(delayMs, resolve);
          end = () => {
            timer?.cancel();
            resolve();
          };
          signal.addEventListener('abort', end, { once: true });
        });
        if (end !== null) signal.removeEventListener('abort', end);
        end = null;
      }
      isWoken = false;
    },
  };
}
