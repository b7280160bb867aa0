import type { Timestamp } from '@ao/domain';

/** What is left of one of the host's limits. Figures are the host's own, as of the last answer. */
export interface RateAllowance {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Timestamp;
  /** So much is left alone for the person's own tools, which use the same account: background questions stop there. */
  readonly reserve: number;
  /** What this process would use in an hour at the pace of its last ten minutes, in the unit of the limit. */
  readonly ownCostPerHour: number;
}

/** How much may still be asked at one host. */
export interface RateBudget {
  readonly host: string;
  /** Points of the batched interface; null until the host has answered once. */
  readonly batched: RateAllowance | null;
  /** Requests of the plain interface; null until the host has answered once. */
  readonly plain: RateAllowance | null;
  /** Until then nothing at all is sent, because the host said so; null when nothing holds. */
  readonly notBefore: Timestamp | null;
}
