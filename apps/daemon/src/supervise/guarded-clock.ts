import type { Clock, Logger } from '@ao/ports';

/**
 * A clock whose timers end nobody: what a call throws is logged. Nobody else could catch it, and it would end the whole daemon, for
 * example because the disk was full at that moment.
 */
export function guardTimers(clock: Clock, logger: Logger): Clock {
  return {
    ...clock,
    setTimer: (delayMs, call) =>
      clock.setTimer(delayMs, () => {
        try {
          call();
        } catch (error) {
          logger.error('what a timer was set for failed', { error });
        }
      }),
  };
}
