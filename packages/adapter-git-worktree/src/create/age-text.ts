import type { DurationMs } from '@ao/domain';

const UNITS: readonly (readonly [label: string, lengthMs: number])[] = [
  ['d', 24 * 60 * 60_000],
  ['h', 60 * 60_000],
  ['min', 60_000],
];

/** An age for people, in its largest unit: `3 d`, `2 h`, `5 min`, `moments`. */
export function ageText(ageMs: DurationMs): string {
  for (const [label, lengthMs] of UNITS) {
    if (ageMs >= lengthMs) return `${Math.floor(ageMs / lengthMs)} ${label}`;
  }
  return 'moments';
}
