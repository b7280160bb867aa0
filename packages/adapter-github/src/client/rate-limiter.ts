import { AoError } from '@ao/domain';
import type { Clock, RateAllowance, RateBudget } from '@ao/ports';
import { createCostHistory } from './cost-history.ts';

/** The limits of GitHub that are kept apart. */
export type RateResource = 'core' | 'graphql' | 'search';

/** `background`: stops at the reserve. `person`: somebody waits, or something is changed; may use the reserve up. */
export type RatePriority = 'background' | 'person';

/** What an answer says about a limit; times in UTC milliseconds. */
export interface RateReading {
  readonly resource: RateResource;
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: number;
}

/**
 * The limits of one host. It never waits: what may not be sent now is refused at once, with the time when it may.
 *
 * - the figures are the host's own; nothing is assumed before the first answer, nor after the hour is over
 * - a part of each limit is left for the person's own tools
 * - what the host says about too many requests at once holds for everything at that host
 */
export interface RateLimiter {
  /** Why nothing may be sent now; null when it may. */
  refusal(resource: RateResource, priority: RatePriority): AoError | null;
  /** Takes over what an answer says. */
  read(reading: RateReading): void;
  /** Counts what was spent. */
  spend(resource: RateResource, cost: number): void;
  /** The host said "too many at once": wait that long, or when it does not say, a minute, then twice as long each time. */
  holdBack(waitMs: number | null): void;
  /** An answer came that was none of these. */
  succeeded(): void;
  budget(): RateBudget;
}

/** What a limiter needs. */
export interface RateLimiterOptions {
  readonly host: string;
  readonly clock: Clock;
  /** The part of each limit that is left for the person's own tools. Default 0.2. */
  readonly reserveShare?: number | undefined;
}

const FIRST_HOLD_MS = 60_000;
const LONGEST_HOLD_MS = 15 * 60_000;
/** The host's clock and ours may differ by a little. */
const RESET_MARGIN_MS = 1_000;

/** Makes the limiter of one host. */
export function createRateLimiter({ host, clock, reserveShare = 0.2 }: RateLimiterOptions): RateLimiter {
  const readings = new Map<RateResource, RateReading>();
  const histories = {
    core: createCostHistory(clock.now()),
    graphql: createCostHistory(clock.now()),
    search: createCostHistory(clock.now()),
  };
  let notBefore = 0;
  let holds = 0;

  const current = (resource: RateResource): RateReading | null => {
    const reading = readings.get(resource);
    return reading === undefined || clock.now() >= reading.resetAt + RESET_MARGIN_MS ? null : reading;
  };
  const reserveOf = (reading: RateReading): number => Math.floor(reading.limit * reserveShare);
  const limited = (retryAt: number, why: string): AoError =>
    new AoError('FORGE_RATE_LIMITED', {
      message: `${why} It is tried again by itself at ${new Date(retryAt).toISOString()}.`,
      details: { host, retryAt },
    });

  function allowance(resource: RateResource): RateAllowance | null {
    const reading = readings.get(resource);
    if (reading === undefined) return null;
    const remaining = current(resource) === null ? reading.limit : reading.remaining;
    const ownCostPerHour = histories[resource].perHour(clock.now());
    return { limit: reading.limit, remaining, resetAt: reading.resetAt, reserve: reserveOf(reading), ownCostPerHour };
  }

  return {
    refusal(resource, priority) {
      if (clock.now() < notBefore) return limited(notBefore, `${host} asked for a pause: too many requests at once.`);
      const reading = current(resource);
      if (reading === null) return null;
      const retryAt = reading.resetAt + RESET_MARGIN_MS;
      if (reading.remaining <= 0) return limited(retryAt, `The hourly limit of ${host} is used up.`);
      if (priority === 'person' || reading.remaining > reserveOf(reading)) return null;
      return limited(retryAt, `Only ${reading.remaining} of ${reading.limit} are left at ${host}, and kept for your own tools.`);
    },
    read(reading) {
      const known = current(reading.resource);
      // Answers that overtake each other: of one hour the lowest figure is the newest.
      const isOlder = known !== null && known.resetAt === reading.resetAt && known.remaining < reading.remaining;
      if (!isOlder) readings.set(reading.resource, reading);
    },
    spend: (resource, cost) => histories[resource].add(clock.now(), cost),
    holdBack(waitMs) {
      const own = Math.min(LONGEST_HOLD_MS, FIRST_HOLD_MS * 2 ** holds);
      holds += 1;
      notBefore = Math.max(notBefore, clock.now() + (waitMs ?? own));
    },
    succeeded() {
      holds = 0;
    },
    budget: () => ({
      host,
      batched: allowance('graphql'),
      plain: allowance('core'),
      notBefore: clock.now() < notBefore ? notBefore : null,
    }),
  };
}
