import { readProcessFate } from '@ao/adapter-kit';
import type { ExitFacts, ProcessIdentity } from '@ao/domain';
import type { Clock } from '@ao/ports';

/** What watches over the program of a terminal that somebody looks at. */
export interface EndWatchOptions {
  readonly clock: Clock;
  /** False when nobody looks any more. */
  readonly isWanted: () => boolean;
  readonly findProgram: () => Promise<ProcessIdentity | null>;
  /** How the program ended, once it is gone; null when that cannot be told now. */
  readonly findExit: () => Promise<ExitFacts | null>;
  readonly onEnd: (exit: ExitFacts) => Promise<void>;
}

const LOOK_MS = 1_000;

/**
 * Notices the end of a program itself. tmux 3.3a does not always: now and then it never hears of a child that ended quickly, and its viewers
 * would wait for ever.
 */
export function watchForEnd(options: EndWatchOptions): void {
  const { clock, isWanted } = options;
  let program: ProcessIdentity | null = null;
  async function look(): Promise<void> {
    if (!isWanted()) return;
    program ??= await options.findProgram().catch(() => null);
    if (program !== null && (await readProcessFate(program)) !== 'running') {
      const exit = await options.findExit().catch(() => null);
      if (exit !== null) await options.onEnd(exit);
    }
    if (isWanted()) lookLater();
  }
  const lookLater = () => void clock.setTimer(LOOK_MS, () => void look());
  lookLater();
}
