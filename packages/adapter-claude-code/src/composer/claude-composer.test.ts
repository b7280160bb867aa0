import { array, assert, boolean, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claudeComposer } from './claude-composer.ts';
import { commandRefusal, comparableText, typedText } from './claude-text.ts';

const decoder = new TextDecoder();
const PASTE = /\u001b\[200~([^\u001b]*)\u001b\[201~/g;

/** What arrives in the composer, and the pieces it arrives in; null when the text is refused. */
function typed(text: string, bracketedPaste = true) {
  const plan = claudeComposer.plan(text, { bracketedPaste });
  if (plan.type !== 'type') return null;
  const bytes = plan.steps.map((step) => decoder.decode(step.bytes)).join('');
  const pieces = bracketedPaste ? [...bytes.matchAll(PASTE)].map((match) => match[1] ?? '') : [bytes];
  const outside = bracketedPaste ? bytes.replaceAll(PASTE, '') : '';
  return { text: pieces.join(''), pieces, outside, plan, bytes };
}

describe('texts that are no prompts', () => {
  test.each(['exit', ' quit\n', ':q', ':wq!', '/exit', '/clear all', '  /model', '/mcp__x__y hello', '/foo:bar x', '/', '/review'])(
    '%j is refused',
    (text) => {
      expect(claudeComposer.plan(text, { bracketedPaste: true })).toEqual({
        type: 'refuse',
        reason: expect.stringContaining('Claude Code would'),
      });
    },
  );

  test.each([
    'exit please',
    'exit.',
    '/src/foo.ts is broken',
    '/foo.ts broken',
    '//',
    '/a/b c',
    'see /exit',
    'run `exit`',
    '# note',
    '@one',
    '&x',
  ])('%j is a prompt', (text) => {
    expect(commandRefusal(text)).toBeNull();
    expect(typed(text)).toMatchObject({ text, outside: '' });
  });

  test('nothing visible is refused', () => {
    expect(claudeComposer.plan('\u200b \u2060', { bracketedPaste: true })).toMatchObject({ type: 'refuse' });
    expect(claudeComposer.plan('\u200b/exit', { bracketedPaste: true })).toMatchObject({ type: 'refuse' });
  });
});

test.each([
  ['!rm -rf .', ' !rm -rf .'],
  ['\n  !ls', ' !ls'],
  ['ends in a backslash\\', 'ends in a backslash\\ '],
  ['cafe\u0301', 'café'],
  ['a\u200bb\u202ec\u00ad', 'abc'],
  ['👨‍👩‍👧 ❤️ 👍🏽 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👨‍👩‍👧 ❤️ 👍🏽 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
  ['نمی‌خواهم', 'نمی‌خواهم'],
])('%j is typed as %j', (text, expected) => {
  expect(typed(text)).toMatchObject({ text: expected });
});

test('a text is typed in pastes that are too small to be marked as pasted, many in one write', () => {
  const text = Array.from({ length: 200 }, (_, index) => `line ${index} ${'w'.repeat(50)}`).join('\n');
  const result = typed(text);
  if (result === null) throw new Error('refused');
  expect(result.text).toBe(text);
  for (const piece of result.pieces) {
    expect(piece.length).toBeLessThanOrEqual(800);
    expect(piece.split('\n').length).toBeLessThan(4);
  }
  expect(result.plan.steps.length).toBeLessThan(10);
  expect(result.plan.expectOnScreen).toBe('w'.repeat(24));
});

test('a text no composer could take in pieces goes as one paste', () => {
  const result = typed('word '.repeat(60_000));
  expect(result).toMatchObject({ outside: '', plan: { expectOnScreen: '[Pasted text #' } });
  expect(result?.pieces).toHaveLength(1);
});

test('without bracketed paste it types pieces of 400 characters with pauses, and no tab', () => {
  const result = typed(`a\tb${'x'.repeat(1000)}`, false);
  if (result === null) throw new Error('refused');
  expect(result.text).toBe(`a    b${'x'.repeat(1000)}`);
  expect(result.plan.steps.every((step) => step.bytes.length <= 400 && step.settleMs > 0)).toBe(true);
});

test('whatever the text: nothing but pastes is written, and what they hold has no control characters', () => {
  const text = array(oneof(string({ unit: 'binary' }), constantFrom('\u001b[201~', '\r', '!', '/', '\\', '\u200d', '👨', '\ud800')), {
    maxLength: 30,
  });
  assert(
    property(text, boolean(), (parts, bracketedPaste) => {
      const result = typed(parts.join(''), bracketedPaste);
      if (result === null) return;
      expect(result.outside).toBe('');
      expect(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(result.text)).toBe(false);
      expect(result.text).not.toMatch(/^\s*!(?<! !)/);
      expect(result.text.endsWith('\\')).toBe(false);
      expect(decoder.decode(result.plan.submit.bytes)).toBe('\r');
    }),
  );
});

test('what is expected on the screen stands at the end of the text', () => {
  assert(
    property(string({ unit: 'grapheme', minLength: 1 }), (text) => {
      const result = typed(text);
      if (result === null) return;
      const withoutSpace = (value: string) => value.replaceAll(/\s+/g, '');
      expect(withoutSpace(result.text).endsWith(withoutSpace(result.plan.expectOnScreen ?? ''))).toBe(true);
      expect(result.plan.expectOnScreen).not.toBe('');
    }),
  );
});

test('typing a cleaned text changes nothing more, and what is compared never differs by what was cleaned', () => {
  assert(
    property(string({ unit: 'binary' }), (text) => {
      expect(typedText(typedText(text))).toBe(typedText(text));
      expect(comparableText(typedText(text))).toBe(comparableText(text));
    }),
  );
});

test('clearing stays below what is ignored in one write, and interrupting is Esc', () => {
  expect(claudeComposer.clear.bytes.length).toBeLessThanOrEqual(60);
  expect(claudeComposer.interrupt.map((step) => decoder.decode(step.bytes))).toEqual(['\u001b']);
});
