import type { SessionId } from '@ao/domain';
import type { LifecycleEvent } from '@ao/lifecycle';
import type { LongLived } from '@ao/ports';
import type { ActivityObserverOptions } from './activity-observer-options.ts';
import { type SessionWatch, watchSession } from './session-watch.ts';
import { createSpoolReader } from './spool-reader.ts';
import { createTurns } from './turns.ts';

/** Looks that come due within this time are made together. */
const SHORTEST_PAUSE_MS = 100;
const SCREENS_AT_ONCE = 4;
/** The last hooks of an agent are written while it ends. */
const LAST_HOOKS_MS = 1_000;

/**
 * Makes the observer of what agents do.
 *
 * - first source: the hook spool, read the moment something arrives, and at the start for what arrived while nobody was there
 * - second source: what the agent notes about itself and what its screen shows, at a cadence that follows its state
 * - one timer for all sessions; an idle session costs a few file reads per minute and no rendering
 */
export function createActivityObserver(options: ActivityObserverOptions): LongLived {
  return { name: 'observe-activity', run: (signal) => observe(options, signal) };
}

async function observe(options: ActivityObserverOptions, signal: AbortSignal): Promise<void> {
  const { stores, lifecycle, clock, logger } = options;
  const watches = new Map<SessionId, SessionWatch>();
  const context = { options, screenTurns: createTurns(SCREENS_AT_ONCE), signal };
  const closing = new Set<Promise<void>>();
  let wake = Promise.withResolvers<void>();

  // Whoever made the change goes first, and so does whoever tells clients of it.
  const changes = lifecycle.onReaction((event) => void Promise.resolve(event).then(followSafely));
  signal.addEventListener('abort', () => wake.resolve(), { once: true });
  try {
    for (const { id } of stores.sessions.list({ phases: ['live', 'stopping'] })) begin(id);
    void readWhatEndedSessionsLeft();
    while (!signal.aborted) {
      await pauseUntil(nextLookAt());
      lookAtDue();
    }
  } finally {
    changes.close();
    for (const id of watches.keys()) end(id);
    await Promise.all(closing);
  }

  function begin(id: SessionId): void {
    if (watches.has(id) || signal.aborted) return;
    watches.set(id, watchSession(context, id));
    wake.resolve();
  }

  function end(id: SessionId): void {
    const watch = watches.get(id);
    if (watch === undefined) return;
    watches.delete(id);
    const closed = watch.close().finally(() => closing.delete(closed));
    closing.add(closed);
  }

  function followSafely(event: LifecycleEvent): void {
    try {
      if (!signal.aborted) follow(event);
    } catch (thrown) {
      logger.error('A change of a session could not be followed', { sessionId: event.sessionId, error: thrown });
    }
  }

  function follow({ sessionId, reactions, record }: LifecycleEvent): void {
    if (reactions.some(({ type }) => type === 'launched')) begin(sessionId);
    const watch = watches.get(sessionId);
    if (watch === undefined) return;
    watch.react(reactions);
    if (record.phase === 'ended') void endSoon(sessionId, watch);
    wake.resolve();
  }

  async function endSoon(id: SessionId, watch: SessionWatch): Promise<void> {
    try {
      await clock.sleep(LAST_HOOKS_MS, signal);
    } catch {
      // Everything is being closed anyway.
    }
    // It may have been restored meanwhile.
    if (watches.get(id) === watch && stores.sessions.get(id)?.phase === 'ended') end(id);
  }

  /** An agent may have taken its prompt and ended while nobody was there to read its hooks. */
  async function readWhatEndedSessionsLeft(): Promise<void> {
    try {
      for (const id of stores.messages.sessionsWithOpen()) {
        if (signal.aborted) return;
        if (!watches.has(id)) await createSpoolReader(options, id).drain();
      }
    } catch (thrown) {
      logger.error('What sessions that have ended left in their spools could not be read', { error: thrown });
    }
  }

  function lookAtDue(): void {
    const now = clock.monotonic();
    for (const [sessionId, watch] of watches) {
      if (watch.nextLookAt() > now) continue;
      watch
        .look()
        .catch((thrown: unknown) => logger.error('A session could not be looked at', { sessionId, error: thrown }))
        .finally(() => wake.resolve());
    }
  }

  function nextLookAt(): number {
    return Math.min(Number.POSITIVE_INFINITY, ...Array.from(watches.values(), (watch) => watch.nextLookAt()));
  }

  async function pauseUntil(at: number): Promise<void> {
    wake = Promise.withResolvers();
    if (signal.aborted) return;
    const timer = Number.isFinite(at) ? clock.setTimer(Math.max(SHORTEST_PAUSE_MS, at - clock.monotonic()), () => wake.resolve()) : null;
    await wake.promise;
    timer?.cancel();
  }
}
