import { expect, test } from 'vitest';
import { piComposer } from './pi-composer.ts';

const plan = (text: string, bracketedPaste = true) => piComposer.plan(text, { bracketedPaste });
const typed = (text: string) => {
  const planned = plan(text);
  return planned.type === 'type' ? planned.steps.map(({ bytes }) => new TextDecoder().decode(bytes)).join('') : planned.reason;
};

test.each(['!rm -rf .', '  !!ls', '/quit', '/name x', '/skill:review', '  '])('%j is refused', (text) => {
  expect(plan(text)).toMatchObject({ type: 'refuse' });
});

test('a path is no command', () => {
  expect(typed('/src/a.ts is broken')).toBe('\u001b[200~/src/a.ts is broken\u001b[201~');
});

test('a backslash at the end does not turn Enter into a line break', () => {
  expect(typed('use C:\\')).toBe('\u001b[200~use C:\\ \u001b[201~');
});

test.each([
  ['one line', 'Use the existing error type, please', 'xisting error type, please'.slice(-24)],
  ['the last of several', 'one\ntwo', 'two'],
  ['a marker for many lines', 'x\n'.repeat(11).trim(), '[paste #'],
  ['a marker for many characters', 'x'.repeat(1_001), '[paste #'],
])('what has to be seen before Enter: %s', (_what, text, expectOnScreen) => {
  expect(plan(text)).toMatchObject({ expectOnScreen });
});

test('several lines need bracketed paste: typed as keys, each would be a message', () => {
  expect(plan('one\ntwo', false)).toMatchObject({ type: 'refuse' });
  expect(plan('one', false)).toMatchObject({ type: 'type' });
});
