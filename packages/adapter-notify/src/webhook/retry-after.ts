import type { DurationMs, Timestamp } from '@ao/domain';

/** What a `Retry-After` header asks for: seconds, or a date. Null for anything else. */
export function retryAfter(header: string | null, now: Timestamp): DurationMs | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // A date of HTTP begins with the day of the week; what `Date.parse` takes besides means something else.
  const date = /^[A-Z][a-z]{2},/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
