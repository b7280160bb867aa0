import { expect, test } from 'vitest';
import type { Row } from '../benchmark/row.ts';
import type { Outcome } from '../benchmark/run-benchmarks.ts';
import { aimText, ratioText, valueText } from './figure-text.ts';
import { jsonReport } from './json-report.ts';
import { markdownReport } from './markdown-report.ts';
import { createProgressLine } from './progress-line.ts';
import { textReport } from './text-report.ts';

const slow: Row = {
  what: '`ao status`',
  value: 90,
  unit: 'ms',
  yardstick: { what: '`node -e 0`', value: 30 },
  aim: { of: 'ratio', atMost: 2 },
};
const alone: Row = { what: 'adopted', value: 850.4, unit: 'ms', yardstick: null, aim: { of: 'value', atMost: 2_000 } };
const outcome: Outcome = {
  name: 'command-start',
  title: 'Commands',
  findings: { rows: [slow, alone], invariants: [{ what: 'nothing is lost', holds: true, seen: '0 lost' }], notes: ['Two rounds.'] },
  failure: null,
  tookMs: 4_200,
  load: { before: 0.5, after: 1.25 },
};

test.each([
  [1.234, 'ms', '1.23 ms'],
  [12.34, 'MB', '12.3 MB'],
  [123.4, 'MB/s', '123 MB/s'],
  [0.5, '%', '0.50 %'],
] as const)('%f %s is written %s', (value, unit, text) => {
  expect(valueText(value, unit)).toBe(text);
});

test('ratios and aims say what they compare', () => {
  expect([ratioText(slow), ratioText({ ...slow, value: 900 }), ratioText(alone)]).toEqual(['3.00 ×', '30 ×', '']);
  expect(aimText(slow)).toBe('≤ 2 ×');
  expect(aimText(alone)).toBe('≤ 2000 ms');
  expect(aimText({ ...slow, aim: { of: 'excess', atMost: 150 } })).toBe('≤ 150 ms on top');
  expect(aimText({ ...slow, aim: { of: 'ratio', atLeast: 0.5 } })).toBe('≥ 0.5 ×');
  expect(aimText({ ...slow, aim: null })).toBe('');
});

test('the text is a table with what holds and what one should know', () => {
  expect(textReport(outcome)).toBe(
    [
      'Commands  (command-start; 4 s, load 0.5 to 1.3)',
      '  figure       ao       yardstick            ratio   aim',
      '  `ao status`  90.0 ms  30.0 ms `node -e 0`  3.00 ×  ≤ 2 ×      missed',
      '  adopted      850 ms                                ≤ 2000 ms  met',
      '  holds: nothing is lost (0 lost)',
      '  Two rounds.',
    ].join('\n'),
  );
});

test('a failure stands in the text, with or without figures', () => {
  expect(textReport({ ...outcome, findings: null, failure: 'no daemon' })).toContain('\n  FAILED: no daemon');
});

test('the Markdown is one table; bars in it are escaped', () => {
  const piped = { ...outcome, title: 'a | b' };
  expect(markdownReport([piped]).split('\n')).toEqual([
    '| | ao | yardstick | ratio | aim | |',
    '|---|---:|---:|---:|---:|---|',
    '| a \\| b: `ao status` | 90.0 ms | 30.0 ms (`node -e 0`) | 3.00 × | ≤ 2 × | missed |',
    '| a \\| b: adopted | 850 ms | – | – | ≤ 2000 ms | met |',
  ]);
});

test('the JSON has every figure with its ratio and verdict', () => {
  const document = JSON.parse(jsonReport([outcome], { scale: 'full', at: 5 }));
  expect(document).toMatchObject({ at: 5, scale: 'full', machine: { node: process.version } });
  expect(document.benchmarks[0]).toMatchObject({
    name: 'command-start',
    failure: null,
    rows: [
      { value: 90, ratio: 3, verdict: 'missed' },
      { value: 850.4, ratio: null, verdict: 'met' },
    ],
  });
});

test('the progress line is drawn over itself, and stays silent in a log', () => {
  const written: string[] = [];
  const write = (text: string) => written.push(text);
  const live = createProgressLine({ write, isTTY: true, columns: 6 });
  live.show('round 1');
  live.clear();
  createProgressLine({ write }).show('round 2');
  expect(written).toEqual(['\r\u001B[Kround', '\r\u001B[K']);
});
