import { AoError, type SessionId, type SessionRecord } from '@ao/domain';
import type { Clock, Logger, Stores, Subscription } from '@ao/ports';
import type { LifecyclePolicy } from './lifecycle-policy.ts';
import { DEFAULT_LIFECYCLE_POLICY } from './lifecycle-policy.ts';
import type { Observation } from './observation/observation.ts';
import type { Reaction } from './observation/reaction.ts';
import { reduce } from './reduce/reduce.ts';

/** What came of an observation: the session as it is stored now, and what follows from the change. */
export interface Observed {
  readonly record: SessionRecord;
  /** Empty when nothing changed, or nothing that anybody acts on. */
  readonly reactions: readonly Reaction[];
}

/** What a listener is told. */
export interface LifecycleEvent extends Observed {
  readonly sessionId: SessionId;
}

/**
 * The one writer of session facts.
 *
 * - each call is one transaction, synchronous: when it returns, the facts are stored
 * - listeners are called after the call's transaction, in order, one event at a time, also for observations made by a listener
 * - inside a transaction of the caller, listeners are called before that transaction commits; do not act on such an event irrevocably
 */
export interface Lifecycle {
  /** Applies one observation. Throws `SESSION_NOT_FOUND`. */
  observe(sessionId: SessionId, observation: Observation): Observed;
  /** Applies several in order, in one transaction. Throws `SESSION_NOT_FOUND`. */
  observeAll(sessionId: SessionId, observations: readonly Observation[]): Observed;
  /** Tells of every change that has reactions. A listener that throws is logged and does not disturb the others. */
  onReaction(listener: (event: LifecycleEvent) => void): Subscription;
}

/** What lifecycle needs. */
export interface LifecycleOptions {
  readonly stores: Pick<Stores, 'sessions'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger?: Logger | undefined;
  readonly policy?: LifecyclePolicy | undefined;
}

/** Makes the one writer of session facts over the given stores. */
export function createLifecycle(options: LifecycleOptions): Lifecycle {
  const policy = options.policy ?? DEFAULT_LIFECYCLE_POLICY;
  const listeners = new Set<(event: LifecycleEvent) => void>();
  const pending: LifecycleEvent[] = [];
  let isTelling = false;

  function observeAll(sessionId: SessionId, observations: readonly Observation[]): Observed {
    const now = options.clock.now();
    let reactions: readonly Reaction[] = [];
    const apply = (before: SessionRecord): SessionRecord => {
      let after = before;
      const followed: Reaction[] = [];
      for (const observation of observations) {
        const reduced = reduce(after, notInFuture(observation, now), policy);
        if (reduced.facts !== after) after = { ...after, ...reduced.facts };
        followed.push(...reduced.reactions);
      }
      reactions = followed;
      return after;
    };
    const { sessions } = options.stores;
    // Most looks find nothing new. They are weighed without a transaction: nothing can come in between, everything here is synchronous.
    const known = observations.every(isLook) ? sessions.get(sessionId) : null;
    const record = known !== null && apply(known) === known ? known : sessions.updateFacts(sessionId, apply);
    if (record === null) throw new AoError('SESSION_NOT_FOUND', { details: { sessionId } });
    const observed: Observed = { record, reactions };
    if (reactions.length > 0) tell({ sessionId, ...observed });
    return observed;
  }

  function tell(event: LifecycleEvent): void {
    pending.push(event);
    if (isTelling) return;
    isTelling = true;
    try {
      for (let next = pending.shift(); next !== undefined; next = pending.shift()) tellAll(next);
    } finally {
      isTelling = false;
    }
  }

  function tellAll(event: LifecycleEvent): void {
    for (const listener of Array.from(listeners)) {
      try {
        if (listeners.has(listener)) listener(event);
      } catch (thrown) {
        options.logger?.error('A listener of session changes failed', { sessionId: event.sessionId, error: thrown });
      }
    }
  }

  return {
    observe: (sessionId, observation) => observeAll(sessionId, [observation]),
    observeAll,
    onReaction(listener) {
      // Wrapped, so that one function registered twice is two registrations.
      const registered = (event: LifecycleEvent): void => listener(event);
      listeners.add(registered);
      return { close: () => void listeners.delete(registered) };
    },
  };
}

/** Looks are made again and again; everything else is told because something happened. */
function isLook(observation: Observation): boolean {
  const { type } = observation;
  if (type === 'agent_signal') return observation.signal.source === 'status_file' || observation.signal.source === 'api';
  return type === 'tick' || type === 'runtime_probe' || type === 'screen_read' || type === 'source_lost' || type === 'boot_observed';
}

/** Nothing can have been seen later than now; a clock that was wrong must not lock out what comes next. */
function notInFuture(observation: Observation, now: number): Observation {
  return observation.at > now ? { ...observation, at: now } : observation;
}
