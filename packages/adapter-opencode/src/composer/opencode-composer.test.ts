import { assert, boolean, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { opencodeComposer } from './opencode-composer.ts';

const decoder = new TextDecoder();
const PASTE = /\u001b\[200~([^\u001b]*)\u001b\[201~/g;

function typed(text: string, bracketedPaste = true) {
  const plan = opencodeComposer.plan(text, { bracketedPaste });
  if (plan.type !== 'type') return null;
  const bytes = plan.steps.map((step) => decoder.decode(step.bytes)).join('');
  return {
    text: bytes.replaceAll(PASTE, (_all, inside: string) => inside),
    expected: plan.expectOnScreen,
    submit: decoder.decode(plan.submit.bytes),
  };
}

test.each([
  ['one line', 'hello there', 'hello there', 'hello there'],
  ['two lines', 'one\ntwo', 'one\ntwo', 'two'],
  ['three lines', 'one\ntwo\nthree', 'one\ntwo\nthree', '[Pasted ~'],
  ['a long line', 'x'.repeat(151), 'x'.repeat(151), '[Pasted ~'],
  ['a line for the shell', '!ls', ' !ls', '!ls'],
  ['a command', ' /exit', ' /exit', '/exit'],
])('%s', (_what, text, expected, onScreen) => {
  expect(typed(text)).toEqual({ text: expected, expected: onScreen, submit: '\r' });
});

test('without bracketed paste a line feed would submit and a tab change the agent', () => {
  expect(typed('a\n\tb', false)?.text).toBe('a     b');
});

test('nothing visible is refused', () => {
  expect(opencodeComposer.plan(' \n', { bracketedPaste: true })).toMatchObject({ type: 'refuse' });
});

test('whatever the text, it cannot end its paste, run a command, or submit itself', () => {
  assert(
    property(string({ unit: 'binary' }), boolean(), (text, bracketedPaste) => {
      const result = typed(text, bracketedPaste);
      if (result === null) return;
      expect(result.text).not.toMatch(bracketedPaste ? /[\u0000-\u0008\u000b-\u001f\u007f]/ : /[\u0000-\u001f\u007f]/);
      expect(result.text).not.toMatch(/^[!/]/);
    }),
  );
});

test('clearing never presses Control-C, which ends an empty opencode; one Esc is not enough to interrupt', () => {
  expect(decoder.decode(opencodeComposer.clear.bytes)).not.toContain('\u0003');
  expect(opencodeComposer.interrupt.map((step) => decoder.decode(step.bytes))).toEqual(['\u001b', '\u001b']);
});
