import type { DurationMs } from '@ao/domain';

/** How often is looked. Everything is stretched when little is left of the host's limits. */
export interface LookPace {
  /** A pull request where something is about to change: checks run, a push was just made, the host still works something out. */
  readonly pendingMs: DurationMs;
  /** A quiet one whose agent is at work. */
  readonly workingMs: DurationMs;
  /** A quiet one whose agent is not. */
  readonly quietMs: DurationMs;
  /** A quiet one that has not changed for hours. */
  readonly stillMs: DurationMs;
  /** One whose session has ended. */
  readonly endedMs: DurationMs;
  /** One that is closed, that has not changed for a week after its session ended, or that cannot be seen. */
  readonly dormantMs: DurationMs;
  /** New pull requests of a repository whose sessions are alive. */
  readonly discoveryMs: DurationMs;
  /** New pull requests of a repository whose sessions have ended. */
  readonly endedDiscoveryMs: DurationMs;
}

/** The usual pace. */
export const DEFAULT_LOOK_PACE: LookPace = {
  pendingMs: 30_000,
  workingMs: 120_000,
  quietMs: 180_000,
  stillMs: 300_000,
  endedMs: 10 * 60_000,
  dormantMs: 60 * 60_000,
  discoveryMs: 60_000,
  endedDiscoveryMs: 10 * 60_000,
};

/** A host is not to be asked faster, whatever is set. */
const LEAST_MS = 1_000;

/**
 * The usual pace, made faster or slower as a whole.
 *
 * @param pendingMs - what {@link LookPace.pendingMs} shall be; all else keeps its proportion to it. At least one second.
 */
export function paceFrom(pendingMs: DurationMs): LookPace {
  const factor = Math.max(LEAST_MS, pendingMs) / DEFAULT_LOOK_PACE.pendingMs;
  const scaled = Object.entries(DEFAULT_LOOK_PACE).map(([name, ms]: [string, number]) => [name, Math.round(ms * factor)] as const);
  return Object.fromEntries(scaled) as unknown as LookPace;
}
