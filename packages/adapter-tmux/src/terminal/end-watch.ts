import { readProcessFate } from '@ao/adapter-kit';
import type { ProcessIdentity } from '@ao/domain';
import type { Clock } from '@ao/ports';
import type { LaunchLocation } from '../launch-location.ts';

/** What the watch takes. */
export interface EndWatchOptions {
  readonly clock: Clock;
  /** The program of a watched terminal does not run any more. Called again with every look until the terminal is no longer watched. */
  readonly onGone: (location: LaunchLocation) => Promise<void>;
}

/** The terminals whose end is to be noticed, by their id. */
export interface EndWatch {
  add(location: LaunchLocation, program: ProcessIdentity): void;
  delete(terminalId: string): void;
  get(terminalId: string): LaunchLocation | undefined;
  locations(): readonly LaunchLocation[];
  close(): void;
}

const LOOK_MS = 1_000;

/**
 * Notices the end of programs itself. tmux tells of most, but built with libutempter it misses some: as soon as nobody has a terminal open any
 * more it takes it off the list of users logged in, and ignores SIGCHLD meanwhile, which comes in that very moment. Seen with 3.3a of Debian
 * in up to one of four ends on a busy machine.
 */
export function createEndWatch({ clock, onGone }: EndWatchOptions): EndWatch {
  const watched = new Map<string, { readonly location: LaunchLocation; readonly program: ProcessIdentity }>();
  let timer: { cancel(): void } | null = null;

  async function look(): Promise<void> {
    const checks = Array.from(watched.values(), async ({ location, program }) => {
      if ((await readProcessFate(program)) !== 'running' && watched.has(location.terminalId)) await onGone(location);
    });
    await Promise.allSettled(checks);
  }

  function lookLater(): void {
    timer ??= clock.setTimer(LOOK_MS, () => {
      void look().then(() => {
        timer = null;
        if (watched.size > 0) lookLater();
      });
    });
  }

  return {
    add(location, program) {
      watched.set(location.terminalId, { location, program });
      lookLater();
    },
    delete: (terminalId) => void watched.delete(terminalId),
    get: (terminalId) => watched.get(terminalId)?.location,
    locations: () => Array.from(watched.values(), ({ location }) => location),
    close() {
      watched.clear();
      timer?.cancel();
    },
  };
}
