import type { Clock, Logger } from '@ao/ports';

/** What could not be cleared away. */
export interface LeftWork {
  /** Completes "… is tried again", for example `clearing a removed worktree away`. */
  readonly what: string;
  readonly path: string;
  /** Does it, or finds that it is done; rejects when it has to be tried again. */
  attempt(): Promise<void>;
}

/** Tries again, without anybody waiting for it, what only clears away: no call fails because of it. */
export interface LaterAttempts {
  add(left: LeftWork, error: unknown): void;
}

/** Seldom enough for a disk that stays broken; the next start tries again what this process gave up. */
const PAUSES_MS = [1_000, 5_000, 30_000, 5 * 60_000];

/** Makes later attempts by a clock. They never keep the process alive. */
export function createLaterAttempts(clock: Clock, logger: Logger): LaterAttempts {
  function plan({ what, path, attempt }: LeftWork, index: number, error: unknown): void {
    const pauseMs = PAUSES_MS[index];
    if (pauseMs === undefined) {
      logger.warn(`${what} did not succeed; it is left for the next start`, { path, error });
      return;
    }
    if (index === 0) logger.warn(`${what} failed; it is tried again`, { path, error });
    clock.setTimer(pauseMs, () => {
      void attempt().catch((next: unknown) => plan({ what, path, attempt }, index + 1, next));
    });
  }
  return { add: (left, error) => plan(left, 0, error) };
}
