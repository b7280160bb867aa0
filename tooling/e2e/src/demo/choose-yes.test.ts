import { expect, test } from 'vitest';
import { markedChoice } from './choose-yes.ts';

test.each([
  ['a permission', [' Bash wants to run', '   npm test', ' ❯ 1. Yes', '   2. No', '', ' Enter to confirm · Esc to cancel'], ' ❯ 1. Yes'],
  [
    'a question whose first choice is No',
    [' ❯ No, exit', '   Yes, I trust this folder', '', ' Enter to confirm · Esc to cancel'],
    ' ❯ No, exit',
  ],
  ['what was said before', ['❯ Say Yes', '', ' ❯ 2. No', ' Esc to cancel'], ' ❯ 2. No'],
  ['a composer', ['❯ Yes please', '  ? for shortcuts'], null],
  ['a dialog that is not drawn yet', ['', ' Esc to cancel'], null],
])('the marked choice of %s', (_, lines, expected) => {
  expect(markedChoice(lines)).toBe(expected);
});
