import type { LaunchId, SessionRecord } from '@ao/domain';
import type { AgentV1, RuntimeV1, ScreenReading, ScreenSnapshot } from '@ao/ports';
import type { DeliveryContext } from '../delivery-context.ts';
import { withTimeLimit } from '../time-limit.ts';
import { screenExcerpt } from './screen-excerpt.ts';

const SCREEN_TIMEOUT_MS = 5_000;
const WRITE_TIMEOUT_MS = 30_000;

/** What the screen shows; the reading is null when this agent's screen cannot be read. */
export interface SeenScreen {
  readonly screen: ScreenSnapshot;
  readonly reading: ScreenReading | null;
}

/** The terminal of one launch. */
export interface AgentTerminal {
  readonly launchId: LaunchId;
  /** Rejects when the terminal cannot be looked at. */
  read(): Promise<SeenScreen>;
  /** Writes; the first byte is handed to the runtime before this returns to the event loop. Rejects when the terminal does not take it. */
  write(bytes: Uint8Array): Promise<void>;
  /** The screen for a receipt; null when it cannot be had. */
  excerpt(): Promise<string | null>;
}

/** The terminal of a session's present launch; null when there is none, or no adapter for it. */
export function terminalOf(context: DeliveryContext, session: SessionRecord, agent: AgentV1 | null): AgentTerminal | null {
  const runtime: RuntimeV1 | null = context.options.runtimes(session.runtime);
  const handle = session.launch?.handle ?? null;
  if (runtime === null || handle === null || session.launch === null) return null;
  const { clock } = context.options;
  const snapshot = (): Promise<ScreenSnapshot> => withTimeLimit(clock, SCREEN_TIMEOUT_MS, (signal) => runtime.screen(handle, signal));
  return {
    launchId: session.launch.id,
    async read() {
      const screen = await snapshot();
      return { screen, reading: agent?.readScreen?.(screen) ?? null };
    },
    write: (bytes) => withTimeLimit(clock, WRITE_TIMEOUT_MS, () => runtime.write(handle, bytes)),
    async excerpt() {
      try {
        return screenExcerpt(await snapshot());
      } catch {
        return null;
      }
    },
  };
}
