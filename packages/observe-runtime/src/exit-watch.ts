import type { RuntimeHandle, SessionRecord } from '@ao/domain';
import type { Logger, RuntimeV1, Stores } from '@ao/ports';
import type { RuntimeProber } from './runtime-prober.ts';

/** What the watch needs. */
export interface ExitWatchOptions {
  readonly stores: Pick<Stores, 'sessions'>;
  /** A prober of its own, so that a slow pass over all terminals does not hold up the look at one. */
  readonly prober: RuntimeProber;
  readonly runtime: RuntimeV1;
  readonly logger: Logger;
}

/** Looks at single terminals at once, because something is said to have happened to them. */
export interface ExitWatch {
  /** Returns at once. Terminals announced while others are looked at are looked at next, together. */
  announce(handle: RuntimeHandle): void;
  close(): void;
}

/** Makes a watch over a runtime that announces exits; for one that does not, it looks only when told to. */
export function createExitWatch(options: ExitWatchOptions, signal: AbortSignal): ExitWatch {
  const announced = new Set<RuntimeHandle>();
  let isLooking = false;

  async function lookAtAnnounced(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    // An announcement may come out of a transaction that is not yet committed.
    await Promise.resolve();
    try {
      while (announced.size > 0 && !signal.aborted) {
        const handles = new Set(announced);
        announced.clear();
        const sessions = options.stores.sessions.list({ phases: ['live', 'stopping'] });
        await options.prober.look(
          sessions.filter((session) => hasTerminal(session, handles)),
          signal,
        );
      }
    } catch (thrown) {
      // Nobody waits for this; the next pass over all terminals finds what was missed here.
      options.logger.error('A terminal that is said to have ended could not be looked at', {
        runtime: options.runtime.name,
        error: thrown,
      });
    } finally {
      isLooking = false;
    }
  }

  const announce = (handle: RuntimeHandle): void => {
    announced.add(handle);
    void lookAtAnnounced();
  };
  const subscription = options.runtime.onExit?.(announce) ?? null;
  return { announce, close: () => subscription?.close() };
}

function hasTerminal(session: SessionRecord, handles: ReadonlySet<RuntimeHandle>): boolean {
  const handle = session.launch?.handle ?? null;
  return handle !== null && handles.has(handle);
}
