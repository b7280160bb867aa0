const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in one short word, rounded down: `40s`, `2m`, `14h`, `3d`. Less than a second, or a clock that ran backwards, is `0s`. */
export function shortAge(milliseconds: number): string {
  if (milliseconds >= DAY) return `${Math.floor(milliseconds / DAY)}d`;
  if (milliseconds >= HOUR) return `${Math.floor(milliseconds / HOUR)}h`;
  if (milliseconds >= MINUTE) return `${Math.floor(milliseconds / MINUTE)}m`;
  return `${Math.max(0, Math.floor(milliseconds / SECOND))}s`;
}

/** A length of time for a result line: `1.4 s`, `12 s`, `3 m 5 s`. */
export function preciseAge(milliseconds: number): string {
  if (milliseconds < 10 * SECOND) return `${(Math.max(0, milliseconds) / SECOND).toFixed(1)} s`;
  if (milliseconds < MINUTE) return `${Math.round(milliseconds / SECOND)} s`;
  return `${Math.floor(milliseconds / MINUTE)} m ${Math.round((milliseconds % MINUTE) / SECOND)} s`;
}
