import type { RuntimeHandle } from '@ao/domain';
import type { Clock, Timer } from '@ao/ports';

/** Watches programs for their end. */
export interface ExitWatch {
  /** Watches one more; harmless when it is watched already. */
  watch(handle: RuntimeHandle): void;
  /** Forgets one, without a word. */
  unwatch(handle: RuntimeHandle): void;
  close(): void;
}

/** What a watch needs. */
export interface ExitWatchOptions {
  /** Whether the program of a terminal has ended. */
  readonly hasEnded: (handle: RuntimeHandle) => Promise<boolean>;
  /** Called once for each program that has ended. */
  readonly onExit: (handle: RuntimeHandle) => void;
  readonly clock: Clock;
}

/** A look is a small file and a line of the process table for each terminal. */
const LOOK_EVERY_MS = 250;

/** Looks at all watched programs again and again while there are any. zellij tells nobody that a program has ended. */
export function createExitWatch({ hasEnded, onExit, clock }: ExitWatchOptions): ExitWatch {
  const watched = new Set<RuntimeHandle>();
  let timer: Timer | null = null;
  let closed = false;

  function plan(): void {
    if (closed || timer !== null || watched.size === 0) return;
    timer = clock.setTimer(LOOK_EVERY_MS, () => void lookAtAll());
  }

  async function lookAtAll(): Promise<void> {
    for (const handle of watched) {
      const ended = await hasEnded(handle).catch(() => false);
      // It may have been taken out in the meantime, or told of by somebody else.
      if (ended && !closed && watched.delete(handle)) onExit(handle);
    }
    timer = null;
    plan();
  }

  return {
    watch(handle) {
      watched.add(handle);
      plan();
    },
    unwatch: (handle) => void watched.delete(handle),
    close() {
      closed = true;
      watched.clear();
      timer?.cancel();
    },
  };
}
