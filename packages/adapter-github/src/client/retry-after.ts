/**
 * How long a `Retry-After` header asks to wait, in milliseconds: it holds seconds or a date. Null when there is none, or nonsense. Never
 * more than an hour.
 */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  if (header === undefined || header.trim() === '') return null;
  const seconds = Number(header);
  const wanted = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - now;
  return Number.isFinite(wanted) && wanted >= 0 ? Math.min(wanted, 3_600_000) : null;
}
