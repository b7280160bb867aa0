import { array, assert, boolean, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codexComposer } from './codex-composer.ts';

const decoder = new TextDecoder();
const PASTE = /\u001b\[200~([^\u001b]*)\u001b\[201~/g;

/** What arrives in the composer; null when the text is refused. */
function typed(text: string, bracketedPaste = true) {
  const plan = codexComposer.plan(text, { bracketedPaste });
  if (plan.type !== 'type') return null;
  const bytes = plan.steps.map((step) => decoder.decode(step.bytes)).join('');
  const pasted = bracketedPaste ? [...bytes.matchAll(PASTE)].map((match) => match[1] ?? '').join('') : bytes;
  return { text: pasted, outside: bracketedPaste ? bytes.replaceAll(PASTE, '') : '', plan };
}

test.each([
  ['!rm -rf .', ' !rm -rf .'],
  ['\n  !ls', ' !ls'],
  ['/exit', ' /exit'],
  ['/src/foo.ts is broken', ' /src/foo.ts is broken'],
  ['look at @one', 'look at @one '],
  ['use $skill', 'use $skill '],
  ['mail me@example.com', 'mail me@example.com'],
  ['@one is broken', '@one is broken'],
  ['exit', 'exit'],
  ['ends in a backslash\\', 'ends in a backslash\\'],
  ['in\u200bvisible', 'in\u200bvisible'],
])('%j is typed as %j', (text, expected) => {
  expect(typed(text)).toMatchObject({ text: expected, outside: '' });
});

describe('what is refused', () => {
  test.each(['', '  \n ', '\u200b \u2060'])('%j: nothing is left of it', (text) => {
    expect(codexComposer.plan(text, { bracketedPaste: true })).toMatchObject({
      type: 'refuse',
      reason: expect.stringContaining('nothing'),
    });
  });

  test('a text Codex would stand still over, with the way out', () => {
    expect(typed('x'.repeat(200_000))).not.toBeNull();
    expect(codexComposer.plan('x'.repeat(200_001), { bracketedPaste: true })).toEqual({
      type: 'refuse',
      reason: expect.stringContaining('name the file'),
    });
  });
});

describe('what is expected on the screen', () => {
  test.each<[string, string | null]>([
    ['hello world', 'hello world'],
    [`first\n${'w'.repeat(100)}`, 'w'.repeat(24)],
    ['x'.repeat(1_000), 'x'.repeat(24)],
    ['x'.repeat(1_001), '[Pasted Content'],
    ['👍'.repeat(1_000), '👍'.repeat(12)],
    ['👍'.repeat(1_001), '[Pasted Content'],
    ['a\tb', 'b'],
    ['marks\u202e and joiners\u200b', 'and joiners'],
  ])('of %j', (text, expected) => {
    expect(typed(text)?.plan.expectOnScreen).toBe(expected);
  });

  test('is the end of the text, or a mark of it', () => {
    assert(
      property(string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (text) => {
        const result = typed(text);
        const expected = result?.plan.expectOnScreen;
        if (result === null || expected == null) return;
        expect(expected.trim()).not.toBe('');
        expect(result.text.replaceAll(/\s+/g, '')).toContain(expected.replaceAll(/\s+/g, ''));
      }),
    );
  });
});

test('without bracketed paste keys are waited for before Enter, and none of them is a command', () => {
  const result = typed(`?a\tb${'x'.repeat(1000)}`, false);
  if (result === null) throw new Error('refused');
  expect(result.text).toBe(` ?a    b${'x'.repeat(1000)}`);
  expect(result.plan.steps.every((step) => step.bytes.length <= 400 && step.settleMs > 0)).toBe(true);
  expect(result.plan.steps.at(-1)?.settleMs).toBeGreaterThanOrEqual(500);
});

test('whatever the text: nothing but a paste is written, and it is no command', () => {
  const text = array(oneof(string({ unit: 'binary' }), constantFrom('\u001b[201~', '\r', '!', '/', '@', '$', '\ud800')), { maxLength: 30 });
  assert(
    property(text, boolean(), (parts, bracketedPaste) => {
      const result = typed(parts.join(''), bracketedPaste);
      if (result === null) return;
      expect(result.outside).toBe('');
      expect(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(result.text)).toBe(false);
      expect(result.text).not.toMatch(/^[!/]/);
      expect(result.text).not.toMatch(/(?:^|\s)[@$]\S*$/);
    }),
  );
});

test('a message joins the running turn; interrupting is one Esc', () => {
  expect(codexComposer).toMatchObject({ acceptsWhileBusy: true, whileBusy: 'steered' });
  expect(codexComposer.interrupt.map((step) => decoder.decode(step.bytes))).toEqual(['\u001b']);
});
