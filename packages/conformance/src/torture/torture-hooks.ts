import type { Clock, Timer } from '@ao/ports';
import type { Timestamp } from '@ao/domain';
import type { SeededRandom } from './seeded-random.ts';
import type { TortureTemper } from './torture-temper.ts';

/** What a hook of a tortured agent says. */
export interface TortureHook {
  readonly event:
    | 'SessionStart'
    | 'UserPromptSubmit'
    | 'PreToolUse'
    | 'PostToolUse'
    | 'PermissionRequest'
    | 'SubagentStop'
    | 'Notification'
    | 'Stop';
  readonly prompt?: string | undefined;
  /** The tool use it is about. */
  readonly id?: string | undefined;
}

/** Called when a hook arrives; `at` is when it fired. */
export type TortureHookListener = (hook: TortureHook, at: Timestamp) => void;

/** Lets hooks arrive: at once, late, twice, or not at all. What has fired still arrives when the program has ended. */
export function createTortureHooks(options: {
  readonly clock: Clock;
  readonly random: SeededRandom;
  readonly temper: () => TortureTemper;
  readonly listener: TortureHookListener;
}): { readonly fire: (hook: TortureHook) => void; readonly close: () => void } {
  const { clock, random, listener } = options;
  const timers = new Set<Timer>();

  function arrive(hook: TortureHook, at: Timestamp, delayMs: number): void {
    const timer = clock.setTimer(delayMs, () => {
      timers.delete(timer);
      listener(hook, at);
    });
    timers.add(timer);
  }

  return {
    fire(hook) {
      const temper = options.temper();
      const at = clock.now();
      if (random.chance(temper.hookLost)) return;
      const delayMs = random.chance(temper.hookLate) ? random.integer(500, temper.hookLateByMs) : random.integer(1, 60);
      arrive(hook, at, delayMs);
      if (random.chance(temper.hookDoubled)) arrive(hook, at + random.integer(0, 5), delayMs + random.integer(1, 3_000));
    },
    close() {
      for (const timer of timers) timer.cancel();
      timers.clear();
    },
  };
}
