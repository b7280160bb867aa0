import type { SessionId, SessionRecord } from '@ao/domain';
import type { AgentSignal, AgentV1, SpooledHook } from '@ao/ports';
import type { ActivityObserverOptions } from './activity-observer-options.ts';
import { storeSignals } from './signal-sink.ts';

/** Reads one session's spool. */
export interface SpoolReader {
  /** Reads until nothing is left. Calls that come while it reads make it read once more, so that nothing is missed. Never rejects. */
  drain(): Promise<void>;
}

/** As many entries as the spool answers at once: when it answers so many, there may be more. */
const ENTRIES_AT_ONCE = 1000;

/**
 * Makes the reader of one session's spool.
 *
 * - entries are interpreted in order and stored in one transaction; only then they are removed
 * - while a launch is being prepared everything is left where it is: its first hooks may be older than its facts
 * - what another launch of the session wrote is removed unread
 */
export function createSpoolReader(options: ActivityObserverOptions, sessionId: SessionId): SpoolReader {
  const { spool, stores, logger } = options;
  let running: Promise<void> | null = null;
  let isWanted = false;

  function drain(): Promise<void> {
    isWanted = true;
    running ??= readAll().finally(() => {
      running = null;
    });
    return running;
  }

  async function readAll(): Promise<void> {
    try {
      while (isWanted) {
        isWanted = false;
        const entries = await spool.read(sessionId);
        const handled = entries.length === 0 ? null : handle(entries);
        if (handled === null) continue;
        await spool.remove(sessionId, handled);
        isWanted ||= entries.length >= ENTRIES_AT_ONCE;
      }
    } catch (thrown) {
      isWanted = false;
      logger.error('The hooks of a session could not be read; they stay where they are until the next try', { sessionId, error: thrown });
    }
  }

  /** Answers the tokens of the entries that may go; null when all of them have to wait. */
  function handle(entries: readonly SpooledHook[]): readonly string[] | null {
    const session = stores.sessions.get(sessionId);
    if (session === null) return entries.map(({ token }) => token);
    const launch = session.launch;
    const agent = options.agents(session.agent);
    if (session.phase === 'starting' || launch === null || agent === null) return null;
    const current = entries.filter(({ launchId }) => launchId === launch.id);
    const signals = current.flatMap((entry) => interpret(agent, entry, session));
    storeSignals(options, { sessionId, launchId: launch.id }, signals);
    return entries.map(({ token }) => token);
  }

  function interpret(agent: AgentV1, entry: SpooledHook, session: SessionRecord): readonly AgentSignal[] {
    try {
      return agent.interpretHook?.(entry) ?? [];
    } catch (thrown) {
      logger.warn('A hook could not be interpreted and is dropped', { sessionId, agent: session.agent, error: thrown });
      return [];
    }
  }

  return { drain };
}
