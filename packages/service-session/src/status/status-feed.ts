import type { DerivedStatus, SessionId, SessionRecord, SessionStatus, Timestamp } from '@ao/domain';
import { deriveStatus, type LifecyclePolicy } from '@ao/lifecycle';
import type { Clock, Logger, Stores, Subscription, Timer } from '@ao/ports';
import { createSessionChanges } from './session-changes.ts';

/** A derived status that has become another one, or has another reason. */
export interface StatusChange {
  readonly sessionId: SessionId;
  readonly status: SessionStatus;
  readonly reason: DerivedStatus['reason'];
  readonly at: Timestamp;
}

/**
 * Tells whenever the derived status of a session changes: when its facts or its pull requests change, and at the very time when time
 * alone changes it. Nothing is polled, and nothing is derived while nobody listens.
 */
export interface StatusFeed {
  /** Listeners are called one at a time, after the commit; one that throws is logged and does not disturb the others. */
  subscribe(listener: (change: StatusChange) => void): Subscription;
}

/** What a status feed needs. */
export interface StatusFeedOptions {
  readonly stores: Pick<Stores, 'sessions' | 'pullRequests' | 'reports' | 'changeLog'>;
  readonly clock: Pick<Clock, 'now' | 'setTimer'>;
  readonly logger: Pick<Logger, 'error'>;
  readonly policy?: LifecyclePolicy | undefined;
}

interface Known {
  readonly status: SessionStatus;
  readonly rule: string;
  readonly nextStep: string | null;
  readonly changesAt: Timestamp | null;
}

/** Timers longer than this are set again: a clock that is moved must not be noticed hours later. */
const LONGEST_TIMER_MS = 60_000;

/** Makes the feed. */
export function createStatusFeed(options: StatusFeedOptions): StatusFeed {
  const { stores, clock, logger, policy } = options;
  const changes = createSessionChanges(stores.changeLog);
  const listeners = new Set<(change: StatusChange) => void>();
  const known = new Map<SessionId, Known>();
  let following: Subscription | null = null;
  let timer: Timer | null = null;

  function derive(records: readonly SessionRecord[], tell: boolean): void {
    const at = clock.now();
    const pullRequests = stores.pullRequests.forSessions(records.map(({ id }) => id));
    const said = stores.reports.standing(records.map(({ id }) => id));
    for (const record of records) {
      const { status, reason, changesAt } = deriveStatus(record, pullRequests.get(record.id) ?? [], at, policy, said.get(record.id));
      const before = known.get(record.id);
      const { rule, nextStep } = reason;
      known.set(record.id, { status, rule, nextStep, changesAt });
      const isSame = before?.status === status && before.rule === rule && before.nextStep === nextStep;
      if (tell && !isSame) emit({ sessionId: record.id, status, reason, at });
    }
    waitForTime();
  }

  function emit(change: StatusChange): void {
    for (const listener of listeners) {
      try {
        if (listeners.has(listener)) listener(change);
      } catch (error) {
        logger.error('A listener of statuses failed', { sessionId: change.sessionId, error });
      }
    }
  }

  function onChanged(sessionIds: ReadonlySet<SessionId> | null): void {
    if (sessionIds === null) derive(stores.sessions.list(), true);
    else
      derive(
        [...sessionIds].flatMap((id) => stores.sessions.get(id) ?? []),
        true,
      );
  }

  /** One timer for the session whose status time changes next. */
  function waitForTime(): void {
    timer?.cancel();
    timer = null;
    const next = Math.min(...[...known.values()].flatMap(({ changesAt }) => changesAt ?? []));
    if (following === null || !Number.isFinite(next)) return;
    const delayMs = Math.min(Math.max(0, next - clock.now()), LONGEST_TIMER_MS);
    timer = clock.setTimer(delayMs, onTime);
  }

  function onTime(): void {
    const now = clock.now();
    const due = [...known].flatMap(([id, { changesAt }]) => (changesAt !== null && changesAt <= now ? id : []));
    derive(
      due.flatMap((id) => stores.sessions.get(id) ?? []),
      true,
    );
  }

  function start(): void {
    following = changes.subscribe(onChanged);
    derive(stores.sessions.list(), false);
  }

  function stop(): void {
    following?.close();
    following = null;
    timer?.cancel();
    timer = null;
    known.clear();
  }

  return {
    subscribe(listener) {
      const call = (change: StatusChange) => listener(change);
      listeners.add(call);
      if (following === null) start();
      return {
        close() {
          if (listeners.delete(call) && listeners.size === 0) stop();
        },
      };
    },
  };
}
