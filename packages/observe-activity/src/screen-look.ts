import type { SessionRecord } from '@ao/domain';
import type { AgentV1, ScreenReading } from '@ao/ports';
import type { ActivityObserverOptions } from './activity-observer-options.ts';
import { withTimeLimit } from './time-limit.ts';

const SCREEN_TIMEOUT_MS = 5_000;

/** Whose screen is looked at. */
export interface ScreenToLookAt {
  readonly session: SessionRecord;
  readonly agent: AgentV1;
  /** The last look at the agent's notes found something. */
  readonly notesSeen: boolean;
}

/**
 * Looks at the rendered screen by the agent's own rules. For an agent whose screen cannot be read nothing is rendered: only the
 * time of its last output is told. Answers false when it should have been readable and was not.
 */
export async function lookAtScreen(
  options: ActivityObserverOptions,
  { session, agent, notesSeen }: ScreenToLookAt,
  signal: AbortSignal,
): Promise<boolean> {
  const launch = session.launch;
  const runtime = options.runtimes(session.runtime);
  if (launch === null || launch.handle === null || runtime === null) return true;
  const tell = (reading: ReturnType<NonNullable<AgentV1['readScreen']>> | null, lastOutputAt: number | null): void => {
    options.lifecycle.observeAll(session.id, [
      { type: 'screen_read', at: options.clock.now(), launchId: launch.id, reading, lastOutputAt, notesSeen },
    ]);
  };
  if (agent.readScreen === undefined) {
    tell(null, launch.lastOutputAt);
    return true;
  }
  const handle = launch.handle;
  const screen = await withTimeLimit(options.clock, SCREEN_TIMEOUT_MS, signal, (limited) => runtime.screen(handle, limited));
  if (signal.aborted) return true;
  const reading = agent.readScreen(screen);
  options.sightings.heard({ sessionId: session.id, launchId: launch.id }, 'screen', { at: options.clock.now(), said: describe(reading) });
  tell(reading, screen.lastOutputAt);
  return reading.state !== 'unknown';
}

function describe({ state, dialog }: ScreenReading): string {
  return dialog === null ? state : `${dialog.kind} dialog: ${dialog.text}`;
}
