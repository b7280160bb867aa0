import type { DurationMs, LaunchId, SessionId, SessionRecord, Timestamp } from '@ao/domain';
import type { AgentV1 } from '@ao/ports';
import type { ActivityObserverOptions } from '../activity-observer-options.ts';
import { createSignalInbox } from './signal-inbox.ts';

const FIRST_PAUSE_MS: DurationMs = 250;
const LONGEST_PAUSE_MS: DurationMs = 10_000;
/** While an agent starts, its interface may come up any moment. */
const LONGEST_STARTING_PAUSE_MS: DurationMs = 1_000;
/** A connection that held so long, or said something, was a good one: the next is tried soon. */
const GOOD_CONNECTION_MS: DurationMs = 10_000;
/** An interface that cannot be reached for so long counts as lost. */
const LOST_AFTER_MS: DurationMs = 30_000;

/** Follows the own interface of a session's agent, where it has one, launch by launch. */
export interface InterfaceFollower {
  /** Something changed for the session: follows the present launch, and none that is over. */
  update(): void;
  /** Whether it has said something on the connection that stands now. */
  isHeard(): boolean;
  /** Ends the connection; resolves when what it said is stored. Never rejects. */
  close(): Promise<void>;
}

interface Followed {
  readonly launchId: LaunchId;
  readonly stop: AbortController;
  readonly done: Promise<void>;
}

/** Begins to follow. Connects again after a growing pause whenever a connection ends. */
export function followInterface(options: ActivityObserverOptions, sessionId: SessionId, signal: AbortSignal): InterfaceFollower {
  const { stores, clock, logger } = options;
  const ending = new Set<Promise<void>>();
  let followed: Followed | null = null;
  let isClosed = false;
  let isHeard = false;

  function update(): void {
    if (isClosed) return;
    const session = stores.sessions.get(sessionId);
    const agent = session === null ? null : options.agents(session.agent);
    const wanted = session !== null && agent?.follow !== undefined ? launchToFollow(session) : null;
    // What an agent says with its last breath is still heard; its connection ends by itself, or when the session is let go of.
    if (followed?.launchId === wanted || (wanted === null && session?.launch?.id === followed?.launchId)) return;
    drop();
    if (wanted === null || agent === null) return;
    const stop = new AbortController();
    followed = { launchId: wanted, stop, done: connectAgainAndAgain(agent, wanted, AbortSignal.any([signal, stop.signal])) };
  }

  function drop(): void {
    if (followed === null) return;
    followed.stop.abort();
    const ended = followed.done.finally(() => ending.delete(ended));
    ending.add(ended);
    followed = null;
  }

  async function connectAgainAndAgain(agent: AgentV1, launchId: LaunchId, stop: AbortSignal): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    let downSince: Timestamp = clock.now();
    // How long it is down is counted by the clock nobody sets: it cannot be reached while the machine sleeps.
    let downFromMs = clock.monotonic();
    let complaint: string | null = null;
    let isTold = false;
    while (!stop.aborted) {
      const session = await sessionWhenReadable(stop);
      if (session === null || launchToFollow(session) !== launchId) return;
      const beganAtMs = clock.monotonic();
      const ended = await connect(agent, session, launchId, stop);
      if (stop.aborted) return;
      const wasGood = ended.heardAt !== null || clock.monotonic() - beganAtMs >= GOOD_CONNECTION_MS;
      if (wasGood) [pauseMs, downSince, downFromMs, isTold] = [FIRST_PAUSE_MS, clock.now(), clock.monotonic(), false];
      if (ended.reason !== complaint) {
        logger.debug('The interface of an agent cannot be followed; trying again', { sessionId, launchId, error: ended.reason });
      }
      complaint = ended.reason;
      options.sightings.failed({ sessionId, launchId }, 'api', { text: ended.reason, since: downSince });
      if (clock.monotonic() - downFromMs >= LOST_AFTER_MS) {
        tellLost(launchId, downSince, ended.reason, isTold);
        isTold = true;
      }
      const longestMs = session.launch?.state === 'starting' ? LONGEST_STARTING_PAUSE_MS : LONGEST_PAUSE_MS;
      await clock.sleep(Math.min(pauseMs, longestMs), stop).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }

  /** Nobody waits for a follower: what it throws would end the daemon. Null when there is no such session, or it is over. */
  async function sessionWhenReadable(stop: AbortSignal): Promise<SessionRecord | null> {
    while (!stop.aborted) {
      try {
        return stores.sessions.get(sessionId);
      } catch (thrown) {
        logger.error('A session whose interface is followed could not be read; trying again', { sessionId, error: thrown });
        await clock.sleep(LONGEST_STARTING_PAUSE_MS, stop).catch(() => undefined);
      }
    }
    return null;
  }

  /** One connection, until it ends. Does not depend on an adapter that listens to the signal. */
  async function connect(
    agent: AgentV1,
    session: SessionRecord,
    launchId: LaunchId,
    stop: AbortSignal,
  ): Promise<{ readonly reason: string; readonly heardAt: Timestamp | null }> {
    const connection = new AbortController();
    const inbox = createSignalInbox(options, { sessionId, launchId });
    let heardAt: Timestamp | null = null;
    const aborted = Promise.withResolvers<never>();
    const abort = (): void => {
      connection.abort(stop.reason);
      aborted.reject(stop.reason);
    };
    stop.addEventListener('abort', abort, { once: true });
    // Nobody may be waiting for it any more.
    aborted.promise.catch(() => undefined);
    try {
      const contact = await Promise.race([options.contact(session), aborted.promise]);
      if (contact === null || agent.follow === undefined) return { reason: 'it is not known how to reach it', heardAt };
      await Promise.race([
        agent.follow(
          contact,
          (said) => {
            heardAt = clock.now();
            isHeard = true;
            inbox.take(said);
          },
          connection.signal,
        ),
        aborted.promise,
      ]);
      return { reason: 'the connection ended', heardAt };
    } catch (thrown) {
      return { reason: thrown instanceof Error ? thrown.message : String(thrown), heardAt };
    } finally {
      isHeard = false;
      stop.removeEventListener('abort', abort);
      connection.abort();
      inbox.close();
    }
  }

  function tellLost(launchId: LaunchId, since: Timestamp, reason: string, isTold: boolean): void {
    if (!isTold) logger.warn('The interface of an agent is lost', { sessionId, launchId, reason });
    try {
      options.lifecycle.observeAll(sessionId, [{ type: 'source_lost', at: clock.now(), launchId, source: 'api', since, reason }]);
    } catch (thrown) {
      logger.error('The loss of an interface could not be stored', { sessionId, error: thrown });
    }
  }

  return {
    update,
    isHeard: () => isHeard,
    async close() {
      isClosed = true;
      drop();
      await Promise.all(ending);
    },
  };
}

/** The launch whose agent may be there; null while there is none. */
function launchToFollow({ phase, launch }: SessionRecord): LaunchId | null {
  return launch !== null && (phase === 'live' || phase === 'stopping') ? launch.id : null;
}
