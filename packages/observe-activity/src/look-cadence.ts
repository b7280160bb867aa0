import type { DurationMs, SessionRecord, Timestamp } from '@ao/domain';
import type { AgentV1 } from '@ao/ports';

/** How often each source of one session is looked at in its present state; null: not at all. */
export interface LookCadence {
  /** The poll behind the watch of the spool. */
  readonly spoolMs: DurationMs | null;
  /** The agent's own notes. */
  readonly statusMs: DurationMs | null;
  readonly screenMs: DurationMs | null;
  /** The screen is left alone for so long after other evidence. */
  readonly screenSilenceMs: DurationMs;
}

/** When each source was last looked at, and what has happened since. */
export interface LookHistory {
  readonly spoolAt: Timestamp;
  readonly statusAt: Timestamp;
  readonly screenAt: Timestamp;
  /** The last look at the agent's notes found something. */
  readonly statusWorks: boolean;
  /** When an idle terminal's new output is worth a look at the screen; null when it printed nothing. */
  readonly screenWantedAt: Timestamp | null;
}

/** What is due now, and when the next look is. */
export interface DueLooks {
  readonly spool: boolean;
  readonly status: boolean;
  readonly screen: boolean;
  readonly nextAt: Timestamp;
}

/** A look is never wanted for later than this: one that seems to be was wanted before the clock was set back. */
const LONGEST_WISH_MS = 60_000;

const NEVER: LookCadence = { spoolMs: null, statusMs: null, screenMs: null, screenSilenceMs: 0 };

/**
 * How often to look. The figures follow two promises: an interrupted turn (which some agents report by no hook) shows within five
 * seconds, and fifty idle sessions cost next to nothing.
 *
 * @param isTold - the agent's notes were found, or its interface speaks: then its screen, which may lag behind, is only the last resort.
 */
export function cadenceFor(record: SessionRecord, agent: AgentV1, isTold: boolean): LookCadence {
  const launch = record.launch;
  if (record.phase !== 'live' || launch === null) return NEVER;
  const can = (ability: unknown, everyMs: DurationMs | null): DurationMs | null => (ability === undefined ? null : everyMs);
  // A screen nobody can read is not rendered; but whether it moves while the agent says nothing is worth knowing.
  const unreadScreenMs = agent.readScreen === undefined && launch.expectsSignals && record.activity.state === 'active' ? 30_000 : null;
  const cadence = (spoolMs: DurationMs, statusMs: DurationMs, screen: DurationMs | null, screenSilenceMs = 0): LookCadence => ({
    spoolMs: can(agent.interpretHook, spoolMs),
    statusMs: launch.process === null ? null : can(agent.readStatus, statusMs),
    screenMs: can(agent.readScreen, screen) ?? unreadScreenMs,
    screenSilenceMs,
  });
  switch (launch.state) {
    case 'starting':
      return cadence(5_000, 1_000, 500);
    case 'needs_trust':
    case 'needs_login':
    case 'update_prompt':
      return cadence(5_000, 2_000, 2_000);
    case 'timed_out':
      return cadence(5_000, 2_000, 5_000);
    case 'ready':
    case 'crashed':
      break;
  }
  switch (record.activity.state) {
    case 'active':
      return isTold ? cadence(10_000, 1_500, 15_000, 10_000) : cadence(10_000, 1_500, 2_000, 2_000);
    case 'blocked':
    case 'waiting_input':
      return cadence(10_000, 1_500, isTold ? 5_000 : 2_000);
    case 'unknown':
      return cadence(10_000, 3_000, 3_000);
    case 'idle':
      return cadence(30_000, 30_000, null);
    case 'exited':
      return NEVER;
  }
}

/** Which looks are due. A clock that was set back makes everything due, rather than nothing for an hour. */
export function looksDue(record: SessionRecord, cadence: LookCadence, history: LookHistory, now: Timestamp): DueLooks {
  const nextOf = (lastAt: Timestamp, everyMs: DurationMs | null): Timestamp =>
    everyMs === null ? Number.POSITIVE_INFINITY : lastAt > now ? now : lastAt + everyMs;
  const spoolAt = nextOf(history.spoolAt, cadence.spoolMs);
  const statusAt = nextOf(history.statusAt, cadence.statusMs);
  const { evidenceAt } = record.activity;
  const silentAt = evidenceAt > now ? now : evidenceAt + cadence.screenSilenceMs;
  const regularScreenAt = Math.max(nextOf(history.screenAt, cadence.screenMs), silentAt);
  const wantedAt = history.screenWantedAt ?? Number.POSITIVE_INFINITY;
  const screenAt = Math.min(regularScreenAt, Number.isFinite(wantedAt) && wantedAt > now + LONGEST_WISH_MS ? now : wantedAt);
  return { spool: now >= spoolAt, status: now >= statusAt, screen: now >= screenAt, nextAt: Math.min(spoolAt, statusAt, screenAt) };
}
