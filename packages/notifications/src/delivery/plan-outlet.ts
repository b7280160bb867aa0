import type { DurationMs, NoticeHold, Timestamp } from '@ao/domain';
import type { OpenDelivery } from '@ao/ports';
import { remainingPause } from './back-off.ts';

/** Ends of agents are told together when they come within such a pause of each other … */
export const GATHER_PAUSE_MS = 5_000;
/** … and no later than so long after the first. */
export const GATHER_LONGEST_MS = 30_000;

/** What a plan is made from. */
export interface OutletState {
  /** Deliveries of this outlet that wait, oldest notice first. */
  readonly waiting: readonly OpenDelivery[];
  readonly now: Timestamp;
  /** Whether it is quiet now for what is not of high priority, and for what is. */
  readonly quiet: { readonly usual: boolean; readonly high: boolean };
  /** How long the rate limit makes the next dispatch wait. */
  readonly rateWaitMs: DurationMs;
}

/** A delivery that is to be marked, and why. */
export interface Held {
  readonly open: OpenDelivery;
  readonly hold: NoticeHold;
}

/** What to do about an outlet. */
export interface OutletPlan {
  /** The deliveries of the one dispatch to make now; empty: none. */
  readonly send: readonly OpenDelivery[];
  /** Deliveries to be marked as held back; they will be told together. */
  readonly hold: readonly Held[];
  /** When to look again, if nothing happens before; null: not needed. */
  readonly lookAgainMs: DurationMs | null;
}

/** Quiet hours are looked at so often while something waits for their end; so no clock that is set, and no summer time, needs a rule of its own. */
const QUIET_LOOK_MS = 60_000;

/**
 * Decides what goes to an outlet next. Pure.
 *
 * 1. in quiet hours nothing goes but what may pass; what comes is marked, and told in one summary afterwards
 * 2. what has failed is tried again at its time, as what it was
 * 3. ends of agents are gathered for a few seconds: a wave is told once
 * 4. above the rate limit everything is marked, and told in one digest when there is room
 */
export function planOutlet({ waiting, now, quiet, rateWaitMs }: OutletState): OutletPlan {
  const isQuietFor = ({ notice }: OpenDelivery) => (notice.priority === 'high' ? quiet.high : quiet.usual);
  const audible = waiting.filter((open) => !isQuietFor(open));
  const silenced = waiting.filter(isQuietFor);
  const hold: Held[] = silenced.filter(isFresh).map((open) => ({ open, hold: 'quiet_hours' }));
  const looks: DurationMs[] = silenced.length > 0 ? [QUIET_LOOK_MS] : [];
  const plan = (send: readonly OpenDelivery[]): OutletPlan => ({ send, hold, lookAgainMs: looks.length === 0 ? null : Math.min(...looks) });

  const retries = audible.filter(({ delivery }) => delivery.dispatchId !== null);
  const due = retries.find(({ delivery }) => remainingPause(delivery.notBefore, now) === 0);
  if (due !== undefined) return plan(retries.filter(({ delivery }) => delivery.dispatchId === due.delivery.dispatchId));
  looks.push(...retries.map(({ delivery }) => remainingPause(delivery.notBefore, now)));

  const fresh = audible.filter(({ delivery }) => delivery.dispatchId === null);
  const gatherMs = gatherTime(fresh, now);
  if (gatherMs > 0) looks.push(gatherMs);
  const ready = fresh.filter((open) => gatherMs === 0 || !isGathered(open));
  if (ready.length === 0) return plan([]);
  if (rateWaitMs > 0) {
    hold.push(...ready.filter(isFresh).map((open): Held => ({ open, hold: 'rate_limit' })));
    looks.push(rateWaitMs);
    return plan([]);
  }
  return plan(nextOf(ready));
}

/** What was held back is told together; then what is most important, then what is oldest. */
function nextOf(ready: readonly OpenDelivery[]): readonly OpenDelivery[] {
  const high = ready.find(({ notice, delivery }) => notice.priority === 'high' && delivery.hold === null);
  if (high !== undefined) return isGathered(high) ? ready.filter(isGathered) : [high];
  const held = ready.filter(({ delivery }) => delivery.hold !== null);
  if (held.length > 0) return held;
  const gathered = ready.filter(isGathered);
  const [oldest] = ready;
  if (oldest === undefined) return [];
  return isGathered(oldest) ? gathered : [oldest];
}

function isFresh({ delivery }: OpenDelivery): boolean {
  return delivery.dispatchId === null && delivery.hold === null;
}

function isGathered({ notice, delivery }: OpenDelivery): boolean {
  return notice.kind === 'ended' && delivery.hold === null;
}

/** How long ends of agents are gathered yet; 0: no longer, or there are none. */
function gatherTime(fresh: readonly OpenDelivery[], now: Timestamp): DurationMs {
  const ages = fresh.filter(isGathered).map(({ notice }) => now - notice.raisedAt);
  // A notice of the future was raised before the clock was put back: it has waited long enough.
  if (ages.length === 0 || ages.some((age) => age < 0)) return 0;
  return Math.max(0, Math.min(GATHER_PAUSE_MS - Math.min(...ages), GATHER_LONGEST_MS - Math.max(...ages)));
}
