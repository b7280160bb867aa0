import { type Aim, ratioOf, type Row, type Unit } from '../benchmark/row.ts';

/** What is counted rather than measured. */
const COUNTS: ReadonlySet<Unit> = new Set<Unit>(['queries', 'transitions', 'points', 'messages']);

/** A value with three significant digits, and its unit. Counts stand as they are. */
export function valueText(value: number, unit: Unit): string {
  if (COUNTS.has(unit)) return `${value} ${unit}`;
  return unit === '%' ? `${numberText(value)} %` : `${numberText(value)} ${unit}`;
}

/** The ratio to the yardstick; empty without one. */
export function ratioText(row: Row): string {
  const ratio = ratioOf(row);
  return ratio === null ? '' : `${ratio.toFixed(ratio < 10 ? 2 : 0)} ×`;
}

/** The aim, for people; empty without one. */
export function aimText({ aim, unit }: Row): string {
  if (aim === null) return '';
  const { sign, limit } = limitOf(aim);
  switch (aim.of) {
    case 'ratio':
      return `${sign} ${limit} ×`;
    case 'value':
      return `${sign} ${valueText(limit, unit)}`;
    case 'excess':
      return `${sign} ${valueText(limit, unit)} on top`;
  }
}

function limitOf(aim: Aim): { readonly sign: string; readonly limit: number } {
  return 'atMost' in aim ? { sign: '≤', limit: aim.atMost } : { sign: '≥', limit: aim.atLeast };
}

function numberText(value: number): string {
  if (value >= 100) return value.toFixed(0);
  if (value >= 10) return value.toFixed(1);
  return value.toFixed(2);
}
