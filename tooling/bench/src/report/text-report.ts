import { type Row, verdictOf } from '../benchmark/row.ts';
import type { Outcome } from '../benchmark/run-benchmarks.ts';
import { aimText, ratioText, valueText } from './figure-text.ts';

const HEADER = ['figure', 'ao', 'yardstick', 'ratio', 'aim', ''];

/** One benchmark for a terminal. */
export function textReport(outcome: Outcome): string {
  const { title, name, findings, failure, load, tookMs } = outcome;
  const head = `${title}  (${name}; ${(tookMs / 1000).toFixed(0)} s, load ${load.before.toFixed(1)} to ${load.after.toFixed(1)})`;
  const rows = findings?.rows ?? [];
  const lines = rows.length === 0 ? [] : aligned([HEADER, ...rows.map(cellsOf)]);
  const invariants = (findings?.invariants ?? []).map(({ what, holds, seen }) => `${holds ? 'holds' : 'BROKEN'}: ${what} (${seen})`);
  const notes = findings?.notes ?? [];
  const failures = failure === null ? [] : [`FAILED: ${failure}`];
  return [head, ...lines, ...invariants, ...notes, ...failures].map((line, index) => (index === 0 ? line : `  ${line}`)).join('\n');
}

function cellsOf(row: Row): readonly string[] {
  const yardstick = row.yardstick === null ? '' : `${valueText(row.yardstick.value, row.unit)} ${row.yardstick.what}`;
  return [row.what, valueText(row.value, row.unit), yardstick, ratioText(row), aimText(row), verdictOf(row) ?? ''];
}

function aligned(table: readonly (readonly string[])[]): readonly string[] {
  const widths = HEADER.map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)));
  return table.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
