import type { DurationMs, SessionId, SessionRecord } from '@ao/domain';
import type { Lifecycle, LifecycleEvent, LifecyclePolicy } from '@ao/lifecycle';
import type { Clock, LongLived, Notices, Stores, Timer } from '@ao/ports';
import { sessionEndNotice } from './session-end-notice.ts';
import { waitingPerson } from './waiting-person.ts';

/** Ends that nobody was told of because the daemon ended, too, are told when they are no older. */
const TOLD_LATE_MS = 60 * 60_000;

/** What the watch needs. */
export interface SessionWatchOptions {
  readonly lifecycle: Pick<Lifecycle, 'onReaction'>;
  readonly stores: Pick<Stores, 'sessions' | 'notices'>;
  readonly notices: Notices;
  readonly clock: Clock;
  /** How long a session has to wait for a person; asked each time. */
  readonly needsYouAfterMs: () => DurationMs;
  readonly policy?: LifecyclePolicy | undefined;
}

/**
 * Raises by itself what the facts of sessions say: that one waits for a person, after it has waited for a while, and that one ended without being
 * asked to. Takes it back when it has passed. Facts decide, not reactions: those only say when to look, so that a restart changes nothing.
 */
export function createSessionWatch(options: SessionWatchOptions): LongLived {
  const { lifecycle, stores, notices, clock, policy } = options;
  const timers = new Map<SessionId, Timer>();

  function look(record: SessionRecord, isFirst = false): void {
    timers.get(record.id)?.cancel();
    timers.delete(record.id);
    const now = clock.now();
    const waiting = waitingPerson(record, now, policy);
    for (const { key, sessionId } of stores.notices.listStanding('needs_you')) {
      if (sessionId === record.id && key !== waiting?.notice.key) notices.withdraw(key);
    }
    if (waiting === null) return;
    const afterMs = options.needsYouAfterMs();
    // What was found at the start may belong to an agent that is gone: whoever looks after the sessions of the last daemon needs a moment.
    const remainingMs = isFirst ? afterMs : Math.min(afterMs, waiting.since + afterMs - now);
    if (remainingMs <= 0) notices.raise(waiting.notice);
    else
      timers.set(
        record.id,
        clock.setTimer(remainingMs, () => lookAgain(record.id)),
      );
  }

  function lookAgain(sessionId: SessionId): void {
    const record = stores.sessions.get(sessionId);
    if (record !== null) look(record);
  }

  function onReaction({ record, reactions }: LifecycleEvent): void {
    look(record);
    for (const reaction of reactions) {
      if (reaction.type === 'session_ended') tellEnd(record);
      if (reaction.type === 'phase_changed' && reaction.from === 'ended') withdrawEnds(record.id);
    }
  }

  function tellEnd(record: SessionRecord): void {
    const notice = sessionEndNotice(record);
    if (notice !== null) notices.raise(notice);
  }

  function withdrawEnds(id: SessionId): void {
    for (const { key, sessionId } of stores.notices.listStanding('ended')) if (sessionId === id) notices.withdraw(key);
  }

  /** What happened while nobody watched. */
  function lookAtAll(): void {
    const now = clock.now();
    for (const record of stores.sessions.list()) {
      look(record, true);
      if (record.end !== null && record.end.at > now - TOLD_LATE_MS) tellEnd(record);
    }
  }

  return {
    name: 'notices of sessions',
    async run(signal) {
      const subscription = lifecycle.onReaction(onReaction);
      try {
        lookAtAll();
        await new Promise<void>((resolve) => {
          if (signal.aborted) resolve();
          else signal.addEventListener('abort', () => resolve(), { once: true });
        });
      } finally {
        subscription.close();
        for (const timer of timers.values()) timer.cancel();
        timers.clear();
      }
    },
  };
}
