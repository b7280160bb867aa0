import { type Row, verdictOf } from '../benchmark/row.ts';
import type { Outcome } from '../benchmark/run-benchmarks.ts';
import { aimText, ratioText, valueText } from './figure-text.ts';

/** All benchmarks as one Markdown table. */
export function markdownReport(outcomes: readonly Outcome[]): string {
  const lines = outcomes.flatMap(({ title, findings }) => (findings?.rows ?? []).map((row) => lineOf(title, row)));
  return ['| | ao | yardstick | ratio | aim | |', '|---|---:|---:|---:|---:|---|', ...lines].join('\n');
}

function lineOf(title: string, row: Row): string {
  const yardstick = row.yardstick === null ? '–' : `${valueText(row.yardstick.value, row.unit)} (${row.yardstick.what})`;
  const cells = [
    `${title}: ${row.what}`,
    valueText(row.value, row.unit),
    yardstick,
    ratioText(row) || '–',
    aimText(row) || '–',
    verdictOf(row) ?? '',
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
