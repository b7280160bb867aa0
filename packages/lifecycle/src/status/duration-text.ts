import type { DurationMs } from '@ao/domain';

/** A length of time for people, in its largest unit: `12 s`, `4 min`, `3 h`, `2 d`. */
export function durationText(durationMs: DurationMs): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000));
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}
