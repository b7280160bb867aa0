import type { DurationMs } from '@ao/domain';
import type { Clock, Timer } from '@ao/ports';

/** Looks that come after one that found no server. */
export interface LateServer {
  /** No server was found: looks again, unless that is under way. */
  await(): void;
  close(): void;
}

/** The pauses between looks. A command that somebody was killed over seconds ago and that still runs is stuck, not late. */
const LOOKS_MS: readonly DurationMs[] = [1_000, 2_000, 4_000, 8_000, 16_000];

/**
 * Waits for a server that a daemon before this one had just begun to start when it was killed. Nobody would look for it otherwise, and it
 * and its first client would stay.
 *
 * @param isThere - looks, and connects to what it finds, which ends what is left of others. Never rejects
 */
export function createLateServer(clock: Clock, isThere: () => Promise<boolean>): LateServer {
  let timer: Timer | null = null;
  let closed = false;

  function lookAfter([pause, ...rest]: readonly DurationMs[]): void {
    if (closed || pause === undefined) {
      timer = null;
      return;
    }
    timer = clock.setTimer(pause, () => {
      void isThere().then((found) => lookAfter(found ? [] : rest));
    });
  }

  return {
    await() {
      if (timer === null) lookAfter(LOOKS_MS);
    },
    close() {
      closed = true;
      timer?.cancel();
    },
  };
}
