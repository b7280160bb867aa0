import type { DurationMs, SessionId, SessionRecord } from '@ao/domain';
import type { Reaction } from '@ao/lifecycle';
import type { AgentV1, Subscription } from '@ao/ports';
import type { ActivityObserverOptions } from './activity-observer-options.ts';
import { followInterface } from './interface/interface-follower.ts';
import { cadenceFor, type LookHistory, looksDue } from './look-cadence.ts';
import { lookAtScreen } from './screen-look.ts';
import { createSpoolReader } from './spool-reader.ts';
import { lookAtStatus } from './status-look.ts';
import type { Turns } from './turns.ts';

/** A terminal that has begun to print gets this long to finish its picture. */
const OUTPUT_SETTLE_MS = 2_000;
/** A screen that stays unreadable is left alone after so many looks, until the terminal prints again. */
const MOST_UNREADABLE_LOOKS = 3;
/** After a fault that nobody foresaw. */
const AFTER_FAULT_MS = 1_000;

/** Watches one session: its spool and its agent's interface all the time, its other sources now and then. */
export interface SessionWatch {
  /** When it wants to be looked at next, on the clock nobody sets (`monotonic`); infinity for never. */
  nextLookAt(): number;
  /** Looks at whatever is due. One look at a time; never rejects. */
  look(): Promise<void>;
  /** What followed from a change of the session. */
  react(reactions: readonly Reaction[]): void;
  /** Reads the spool a last time, and lets go of the session. */
  close(): Promise<void>;
}

/** What a watch shares with the others. */
export interface WatchContext {
  readonly options: ActivityObserverOptions;
  /** Screens are rendered in turns, so that a start with many sessions does not render all of them at once. */
  readonly screenTurns: Turns;
  readonly signal: AbortSignal;
}

/** Begins to watch a session. What waits in its spool is read at once. */
export function watchSession(context: WatchContext, sessionId: SessionId): SessionWatch {
  const { options, screenTurns, signal } = context;
  const { stores, clock, logger } = options;
  const reader = createSpoolReader(options, sessionId);
  const beganAt = clock.now();
  // Whoever watched before may have gone between what was printed last and the look at it.
  let history: LookHistory = {
    spoolAt: beganAt,
    statusAt: 0,
    screenAt: 0,
    statusWorks: false,
    screenWantedAt: isRestingSeen() ? beganAt : null,
  };
  let nextAt = clock.monotonic();
  let isLooking = false;
  let complaint: string | null = null;
  let unreadableLooks = 0;
  const follower = followInterface(options, sessionId, signal);
  const arrivals: Subscription = options.spool.watch(sessionId, () => void reader.drain());
  void reader.drain();
  follower.update();

  function isRestingSeen(): boolean {
    const session = stores.sessions.get(sessionId);
    return isQuiet(session) && session !== null && options.agents(session.agent)?.readScreen !== undefined;
  }

  const isTold = (): boolean => history.statusWorks || follower.isHeard();

  function schedule(): void {
    // Stands when what follows throws: a session that is not looked at again would show for ever what it showed last.
    nextAt = clock.monotonic() + AFTER_FAULT_MS;
    const session = stores.sessions.get(sessionId);
    const agent = session === null ? null : options.agents(session.agent);
    if (session === null || agent === null) nextAt = Number.POSITIVE_INFINITY;
    else nextAt = clock.monotonic() + Math.max(0, isReadyUnseen(session, agent) ? 0 : dueInMs(session, agent));
  }

  function dueInMs(session: SessionRecord, agent: AgentV1): DurationMs {
    const now = clock.now();
    return looksDue(session, cadenceFor(session, agent, isTold()), history, now).nextAt - now;
  }

  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    nextAt = Number.POSITIVE_INFINITY;
    try {
      const session = stores.sessions.get(sessionId);
      const agent = session === null ? null : options.agents(session.agent);
      if (session !== null && agent !== null) await lookAtSources(session, agent);
    } finally {
      isLooking = false;
      schedule();
    }
  }

  async function lookAtSources(session: SessionRecord, agent: AgentV1): Promise<void> {
    const due = looksDue(session, cadenceFor(session, agent, isTold()), history, clock.now());
    if (due.spool) {
      history = { ...history, spoolAt: clock.now() };
      await reader.drain();
    }
    if (due.status) {
      history = { ...history, statusAt: clock.now() };
      const statusWorks = await quietly('status', () => lookAtStatus(options, session, agent, signal));
      history = { ...history, statusWorks: statusWorks ?? false };
    }
    if (due.screen) {
      history = { ...history, screenAt: clock.now(), screenWantedAt: null };
      const wasReadable = await quietly('screen', () =>
        screenTurns.take(() => {
          const present = stores.sessions.get(sessionId) ?? session;
          return lookAtScreen(options, { session: present, agent, notesSeen: history.statusWorks }, signal);
        }),
      );
      // It may just have been half drawn; an idle agent's screen is not looked at again by itself.
      if (wasReadable === true) unreadableLooks = 0;
      else if (isQuiet(stores.sessions.get(sessionId)) && unreadableLooks < MOST_UNREADABLE_LOOKS) {
        unreadableLooks += 1;
        history = { ...history, screenWantedAt: clock.now() + OUTPUT_SETTLE_MS };
      }
    }
    if (isReadyUnseen(session, agent)) {
      options.lifecycle.observeAll(sessionId, [{ type: 'launch_ready', at: clock.now(), launchId: session.launch.id }]);
    }
  }

  /** A source that fails proves nothing. It is logged when the failure is a new one. */
  async function quietly<Result>(source: string, work: () => Promise<Result>): Promise<Result | null> {
    try {
      const result = await work();
      complaint = null;
      return result;
    } catch (thrown) {
      const text = `${source}: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
      if (!signal.aborted && text !== complaint)
        logger.debug('A source of activity could not be read', { sessionId, source, error: thrown });
      complaint = text;
      return null;
    }
  }

  return {
    nextLookAt: () => nextAt,
    look,
    react(reactions) {
      // Its first hooks waited for the launch to be known.
      if (reactions.some(({ type }) => type === 'launched')) void reader.drain();
      follower.update();
      const session = stores.sessions.get(sessionId);
      if (isQuiet(session) && reactions.some(({ type }) => type === 'output_moved')) {
        unreadableLooks = 0;
        history = { ...history, screenWantedAt: clock.now() + OUTPUT_SETTLE_MS };
      }
      if (!isLooking) schedule();
    },
    async close() {
      arrivals.close();
      await Promise.all([reader.drain(), follower.close()]);
    },
  };
}

function isQuiet(session: SessionRecord | null): boolean {
  return session?.phase === 'live' && session.activity.state === 'idle';
}

/** An agent that neither reports nor can be read on its screen never shows that it is ready: it is, as soon as it runs. */
function isReadyUnseen(
  session: SessionRecord,
  agent: AgentV1,
): session is SessionRecord & { launch: NonNullable<SessionRecord['launch']> } {
  if (session.phase !== 'live' || session.launch?.state !== 'starting' || session.launch.expectsSignals) return false;
  return agent.readScreen === undefined && agent.readStatus === undefined;
}
