import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findFramedComposer } from './screen-composer.ts';
import { findDialog, showsChoices } from './screen-dialog.ts';
import { isRule, oneLine, plainLines, withoutFrame } from './screen-lines.ts';

const rule = '─'.repeat(40);

test.each([
  [rule, true],
  [`  ${rule}`, true],
  [`╭${rule}╮`, true],
  ['─── ↑ 27 more ───────────────', true],
  ['═'.repeat(10), true],
  ['╌'.repeat(40), false],
  ['▔'.repeat(40), false],
  ['───', false],
  ['', false],
  ['a ───────── b', false],
  ['│ text │', false],
])('%j is a rule: %s', (line, expected) => {
  expect(isRule(line)).toBe(expected);
});

test('frames and bars are not text', () => {
  expect(withoutFrame('│ > hello      │')).toBe('> hello');
  expect(plainLines({ lines: ['╭──╮', '│ a  b │', '▐▛███▛█ logo', ''] })).toEqual(['', 'a  b', 'logo', '']);
});

test.each([
  ['a\n\tb   c ', 300, 'a b c'],
  ['x'.repeat(10), 5, 'xxxx…'],
  ['ab😀cd', 4, 'ab…'],
  ['\u001b[31mred\u0007', 300, '[31mred'],
])('%j on one line of %s characters', (text, length, expected) => {
  expect(oneLine(text, length)).toBe(expected);
});

describe('a composer between two rules', () => {
  test('is found with its text, below everything else', () => {
    const lines = [rule, '❯ an earlier one', rule, 'words', rule, '❯ first', '  second', rule, '  footer'];
    expect(findFramedComposer(lines, ['❯'])).toEqual({ firstRow: 5, lastRow: 6, text: 'first\nsecond', cutOff: false });
  });

  test('may stand in a box', () => {
    expect(findFramedComposer([`╭${rule}╮`, '│ > hi        │', `╰${rule}╯`], ['>'])?.text).toBe('hi');
  });

  test('is seen though its first lines are hidden', () => {
    const lines = ['─── ↑ 27 more ──────', '  line 28', '  the end', rule, '  footer'];
    expect(findFramedComposer(lines, ['❯'])).toMatchObject({ text: 'line 28\nthe end', cutOff: true });
  });

  test.each([
    ['without rules', ['❯ quoted', 'text']],
    ['with another sign', [rule, '! shell', rule]],
    ['with one rule', ['❯ x', rule]],
    ['with nothing inside', [rule, rule]],
    ['with a dashed frame', ['╌'.repeat(40), '❯ echo', '╌'.repeat(40)]],
  ])('%s is none', (_what, lines) => {
    expect(findFramedComposer(lines, ['❯'])).toBeNull();
  });
});

describe('a dialog', () => {
  const rules = [
    { kind: 'trust', pattern: /Do you trust/ },
    { kind: 'permission', pattern: /Do you want to/, textPattern: /^\w+ command$/m },
  ] as const;

  test('is the first rule that matches, told by its line or by a better one', () => {
    expect(findDialog(['x', '  Do you trust this folder?  ', 'y'], rules)).toEqual({ kind: 'trust', text: 'Do you trust this folder?' });
    expect(findDialog(['Bash command', 'Do you want to proceed?'], rules)).toEqual({ kind: 'permission', text: 'Bash command' });
    expect(findDialog(['nothing'], rules)).toBeNull();
  });

  test('shows choices with one selected', () => {
    expect([showsChoices(['❯ 1. Yes', '  2. No']), showsChoices(['  1. Yes']), showsChoices(['❯ hello'])]).toEqual([true, false, false]);
  });
});

test('no screen makes any of this throw', () => {
  const line = oneof(string({ unit: 'binary' }), constantFrom(rule, '❯ 1. Yes', '─── ↑ 3 more ───', '│', '❯'));
  assert(
    property(array(line), (lines) => {
      findFramedComposer(lines, ['❯', '>']);
      findDialog(plainLines({ lines }), [{ kind: 'other', pattern: /\S/ }]);
      for (const text of lines) oneLine(text, 1);
    }),
  );
});
