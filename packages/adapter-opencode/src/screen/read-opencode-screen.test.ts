import { readdirSync, readFileSync } from 'node:fs';
import type { ScreenReading, ScreenSnapshot } from '@ao/ports';
import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { readOpencodeScreen } from './read-opencode-screen.ts';

const VERSION = '1.18.33';

/** A screen recorded from the real program. */
function recorded(name: string): ScreenSnapshot {
  return screenOf(
    readFileSync(new URL(`./__fixtures__/${VERSION}/${name}.txt`, import.meta.url), 'utf8')
      .replace(/\n$/, '')
      .split('\n'),
  );
}

function screenOf(lines: readonly string[]): ScreenSnapshot {
  return {
    lines,
    size: { columns: 100, rows: Math.max(1, lines.length) },
    cursor: { row: 0, column: 0, visible: true },
    title: '',
    alternateScreen: true,
    bracketedPaste: true,
    offset: 1,
    lastOutputAt: 1,
    exact: true,
  };
}

const composer = (text = ''): ScreenReading => ({ state: 'composer', dialog: null, composerText: text, launch: 'ready' });
const busy = (text = ''): ScreenReading => ({ state: 'busy', dialog: null, composerText: text, launch: 'ready' });
const dialog = (kind: 'permission' | 'question', text: string): ScreenReading => ({
  state: 'dialog',
  dialog: { kind, text },
  composerText: null,
  launch: 'ready',
});
const covered: ScreenReading = { state: 'unknown', dialog: null, composerText: null, launch: 'ready' };

const WORDS = Array.from({ length: 13 }, () => 'word').join(' ');

/** Every recorded screen, and what it has to be read as. */
const EXPECTED: Readonly<Record<string, ScreenReading>> = {
  'after-reject': composer(),
  'after-subagent': busy(),
  'after-turn': composer(),
  'at-menu': busy('@'),
  busy: busy(),
  'busy-narrow': busy(),
  'busy-narrow-esc': busy(),
  'busy-with-text': busy('typed meanwhile'),
  'command-palette': covered,
  'composer-filled': composer(`${WORDS}\n${WORDS}`),
  'error-401': composer('line one'),
  'filled-wide': composer('some text'),
  home: composer(),
  'home-filled': composer('[Pasted ~3 lines]'),
  'home-narrow': composer(),
  'home-no-provider': composer(),
  'idle-narrow': composer(),
  'idle-wide': composer(),
  'interrupted-narrow': composer(),
  'model-list': covered,
  pasted: composer('[Pasted ~4 lines]'),
  permission: dialog('permission', '# Shell command · $ touch asked.txt · Permission required'),
  'permission-always': dialog(
    'permission',
    'This will allow edit until OpenCode is restarted. · Confirm Cancel ⇆ select enter confirm · Always allow',
  ),
  'permission-edit': dialog('permission', '→ Edit a.txt · 1 + some text · Permission required'),
  'permission-fullscreen': dialog('permission', '→ Edit a.txt · 1 + some text · Permission required'),
  'permission-long': dialog(
    'permission',
    '# Shell command · $ touch a && echo "a long command with many words in it that does not fit into one line · Permission required',
  ),
  'permission-narrow': dialog('permission', '# Shell command · $ touch narrow · Permission required'),
  'permission-wide': dialog('permission', '# Shell command · $ touch wide · Permission required'),
  'plan-agent': composer(),
  question: dialog('question', 'Which colour should it be?'),
  'question-narrow': dialog('question', 'Which one of these many?'),
  queued: busy(),
  retry: busy(),
  'shell-mode': covered,
  'slash-menu': busy('/'),
  start: { state: 'starting', dialog: null, composerText: null, launch: null },
  'subagent-permission': dialog('permission', '# Shell command · $ touch sub.txt · Permission required'),
  'two-lines': composer('line one\nline two'),
};

test.each(Object.entries(EXPECTED))('recorded screen %s', (name, reading) => {
  expect(readOpencodeScreen(recorded(name))).toEqual(reading);
});

test('every recorded screen is expected to be something', () => {
  const names = readdirSync(new URL(`./__fixtures__/${VERSION}/`, import.meta.url)).map((file) => file.replace('.txt', ''));
  expect(names.sort()).toEqual(Object.keys(EXPECTED).sort());
});

test('a dialog the agent quotes above its composer is none', () => {
  const lines = [...recorded('permission').lines.filter((line) => line.trim() !== ''), '', ...recorded('after-turn').lines.slice(-10)];
  expect(readOpencodeScreen(screenOf(lines))).toEqual(composer());
});

test('a picture that is only half drawn is not believed to be a composer', () => {
  const lines = recorded('home').lines.filter((line) => !line.includes('╹'));
  expect(readOpencodeScreen(screenOf(lines)).state).toBe('unknown');
});

test('no screen makes it throw, and none without a composer is safe to type into', () => {
  const lines = Object.keys(EXPECTED).flatMap((name) => recorded(name).lines);
  assert(
    property(array(oneof(constantFrom(...lines), string({ unit: 'binary' })), { maxLength: 40 }), (screen) => {
      const reading = readOpencodeScreen(screenOf(screen));
      expect(['composer', 'busy'].includes(reading.state)).toBe(reading.composerText !== null);
      expect(reading.state === 'dialog').toBe(reading.dialog !== null);
    }),
  );
});
