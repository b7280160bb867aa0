import type { Timer } from '@ao/ports';
import type { SeededRandom } from './seeded-random.ts';
import type { TortureTemper } from './torture-temper.ts';

/** What whims can do to a program. */
export interface TortureWhimOptions {
  readonly random: SeededRandom;
  readonly temper: () => TortureTemper;
  readonly after: (delayMs: number, call: () => void) => Timer;
  /** Nobody types, and nothing stands in the composer. */
  readonly isQuiet: () => boolean;
  readonly isListening: () => boolean;
  readonly isBusy: () => boolean;
  readonly ask: (question: string) => void;
  readonly tear: (forMs: number) => void;
  readonly draft: (forMs: number) => void;
  /** A text stands in the composer, and nothing has happened to it for a while. */
  readonly isForgotten: () => boolean;
  readonly tidyUp: (how: 'submit' | 'clear') => void;
  readonly interrupt: () => void;
  readonly remind: () => void;
  readonly crash: () => void;
}

/** How often it is looked whether there are whims again, while the temper has none. */
const CALM_MS = 1_000;

/** Lets things come up that nobody has asked for, now and then, until it is stopped. */
export function createTortureWhims(options: TortureWhimOptions): { readonly stop: () => void } {
  const { random, temper, after } = options;
  let isStopped = false;
  let count = 0;
  next();

  function next(): void {
    const { whimEveryMs } = temper();
    after(whimEveryMs === 0 ? CALM_MS : random.integer(1, 2 * whimEveryMs), () => {
      if (isStopped) return;
      if (options.isForgotten()) options.tidyUp(random.pick(['submit', 'clear']));
      if (temper().whimEveryMs > 0 && options.isListening()) have();
      next();
    });
  }

  function have(): void {
    const { whimCrash, whimDialog } = temper();
    count += 1;
    if (random.chance(whimCrash)) return options.crash();
    if (random.chance(whimDialog)) return options.ask(`Do you want to allow whim ${count}?`);
    switch (random.pick(['tear', 'draft', 'interrupt', 'remind', 'nothing'])) {
      case 'tear':
        return options.tear(random.integer(50, 2_000));
      case 'draft':
        return options.isQuiet() && !options.isBusy() ? options.draft(random.integer(500, 20_000)) : undefined;
      case 'interrupt':
        return options.isBusy() && random.chance(0.3) ? options.interrupt() : undefined;
      case 'remind':
        return options.isBusy() ? undefined : options.remind();
    }
  }

  return {
    stop() {
      isStopped = true;
    },
  };
}
