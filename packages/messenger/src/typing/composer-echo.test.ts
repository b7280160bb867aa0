import { describe, expect, test } from 'vitest';
import type { ScreenReading, ScreenSnapshot } from '@ao/ports';
import { composerEcho } from './composer-echo.ts';
import { screenExcerpt } from './screen-excerpt.ts';

const screen = (...lines: readonly string[]): ScreenSnapshot => ({ lines }) as unknown as ScreenSnapshot;
const seen = (reading: Partial<ScreenReading> | null, ...lines: readonly string[]) => ({
  screen: screen(...lines),
  reading: reading === null ? null : ({ state: 'composer', dialog: null, composerText: null, launch: null, ...reading } as ScreenReading),
});

describe('the echo of a text', () => {
  test.each<[string, ReturnType<typeof seen>, string | null, string]>([
    ['in the composer', seen({ composerText: 'hello world' }), 'hello world', 'shown'],
    ['wrapped in the middle of a word', seen({ composerText: 'hel\n  lo wo\nrld' }), 'hello world', 'shown'],
    ['as a paste marker', seen({ composerText: '[Pasted text #1 +9 lines]' }), '[Pasted text #1', 'shown'],
    ['while the agent works', seen({ state: 'busy', composerText: 'hello' }), 'hello', 'shown'],
    ['not there', seen({ composerText: ' ' }), 'hello', 'empty'],
    ['something else there', seen({ composerText: 'draft' }), 'hello', 'other'],
    ['behind a draft of somebody else', seen({ composerText: 'my draft hello' }), 'hello', 'other'],
    ['with only its end in sight', seen({ composerText: 'llo wor\nld' }), 'world', 'shown'],
    ['in a composer that cannot be told apart', seen({}, '│ > hello │'), 'hello', 'shown'],
    ['nowhere to be seen', seen({}, '│ > │'), 'hello', 'hidden'],
    ['behind a dialog', seen({ state: 'dialog', composerText: 'hello' }, 'hello'), 'hello', 'hidden'],
    ['on a screen nobody can read', seen({ state: 'unknown' }, 'hello'), 'hello', 'hidden'],
    ['on the bare screen of an agent without rules', seen(null, '$ hello'), 'hello', 'shown'],
    ['missing on that screen', seen(null, '$'), 'hello', 'hidden'],
    ['not expected at all', seen(null, '$'), null, 'shown'],
    ['not expected, in a composer', seen({ composerText: '' }), null, 'shown'],
  ])('%s', (_name, shown, expected, echo) => {
    expect(composerEcho(shown, { text: 'hello world', expected })).toBe(echo);
  });
});

describe('a message behind another one that begins with the same words', () => {
  const text = '[from shop-2]\nuse the existing error type';
  const other = '[from shop-2]\nadd a test';
  const composer = (composerText: string, expected: string) => composerEcho(seen({ composerText }), { text, expected });

  test('is not taken for the end of itself', () => {
    expect(composer(`${other}${text}`, 'existing error type')).toBe('other');
    expect(composer(`${other}[Pasted text #2 +9 lines]`, '[Pasted text #')).toBe('other');
  });

  test('whole, or with only its end in sight, is shown', () => {
    expect(composer(text, 'existing error type')).toBe('shown');
    expect(composer('use the existing error type', 'existing error type')).toBe('shown');
    expect(composer('[from shop-2] [Pasted text #2 +9 lines]', '[Pasted text #')).toBe('shown');
  });

  test('is found where its words come again and again', () => {
    const repeated = 'again and again '.repeat(40).trim();
    const end = seen({ composerText: repeated.slice(-200) });
    expect(composerEcho(end, { text: repeated, expected: repeated.slice(-40) })).toBe('shown');
  });
});

describe('an excerpt of the screen', () => {
  test('has no empty lines above and below', () => {
    expect(screenExcerpt(screen('', '', 'a  ', '', 'b', ''))).toBe('a\n\nb');
    expect(screenExcerpt(screen('', ' '))).toBeNull();
  });

  test('of a large screen is its end, at most 4 KiB', () => {
    const excerpt = screenExcerpt(screen(...Array.from({ length: 200 }, (_, index) => `${index} ${'ü'.repeat(50)}`))) ?? '';
    expect(new TextEncoder().encode(excerpt).length).toBeLessThanOrEqual(4096);
    expect(excerpt.split('\n').at(-1)).toMatch(/^199 /);
  });
});
