import type { Timestamp } from '@ao/domain';
import type { RateAllowance, RateBudget } from '@ao/ports';

const HOUR_MS = 60 * 60_000;
/** Looks are at most so much rarer; when nothing is left, the host's own refusal says when it goes on. */
const MOST = 8;

/**
 * By how much looks are made rarer because of what is left at a host: 1 while as much of the limit is left as of the hour, or more; more the further
 * it runs ahead. What is kept for people's own tools counts as used.
 */
export function budgetStretch(budget: RateBudget | null, now: Timestamp): number {
  if (budget === null) return 1;
  return Math.max(stretchOf(budget.batched, now), stretchOf(budget.plain, now));
}

function stretchOf(allowance: RateAllowance | null, now: Timestamp): number {
  if (allowance === null || allowance.resetAt <= now) return 1;
  const usable = allowance.limit - allowance.reserve;
  if (usable <= 0) return MOST;
  const left = Math.max(0, allowance.remaining - allowance.reserve) / usable;
  const hourLeft = Math.min(1, (allowance.resetAt - now) / HOUR_MS);
  return left >= hourLeft ? 1 : Math.min(MOST, hourLeft / Math.max(left, hourLeft / MOST));
}
