import { readdirSync, readFileSync } from 'node:fs';
import type { ScreenSnapshot } from '@ao/ports';
import { describe, expect, test } from 'vitest';
import { readPiScreen } from './pi-screen.ts';

const FOLDER = new URL('./__fixtures__/0.73.1/', import.meta.url);

const composer = (composerText = '') => ({ state: 'composer', dialog: null, composerText, launch: 'ready' });
const busy = (composerText = '') => ({ ...composer(composerText), state: 'busy' });
const dialog = (text: string) => ({ state: 'dialog', dialog: { kind: 'other', text }, composerText: null, launch: 'ready' });

/** Every recorded screen, and what it has to be read as. */
const EXPECTED: Readonly<Record<string, unknown>> = {
  'after-esc': composer(),
  'after-turn': composer(),
  'bash-mode': composer('!ls'),
  busy: busy(),
  'busy-tool': busy(),
  error: composer(),
  'esc-with-queued': composer('steered one\nline two'),
  'ext-confirm': dialog('Delete all?'),
  'ext-input': dialog('Your name?'),
  'ext-select': dialog('Allow dangerous?'),
  idle: composer(),
  'login-menu': dialog('Select authentication method:'),
  'model-menu': dialog('Only showing models from configured providers. Use /login to add providers.'),
  narrow: composer(),
  'no-model': composer(),
  'pasted-15': composer('[paste #1 +15 lines]'),
  'pasted-5': composer('line 0\nline 1\nline 2\nline 3\nline 4'),
  queued: busy(),
  slash: composer('/'),
  tall: composer(Array.from({ length: 9 }, (_, index) => `row ${index + 10}`).join('\n')),
};

describe('a recorded screen is read as what it shows', () => {
  test.each(readdirSync(FOLDER).map((file) => [file.replace('.txt', '')]))('%s', (name) => {
    const lines = readFileSync(new URL(`${name}.txt`, FOLDER), 'utf8')
      .trimEnd()
      .split('\n');
    expect(readPiScreen(screenOf(lines))).toEqual(EXPECTED[name]);
  });
});

test('no screen that was expected is missing', () => {
  expect(
    readdirSync(FOLDER)
      .map((file) => file.replace('.txt', ''))
      .toSorted(),
  ).toEqual(Object.keys(EXPECTED).toSorted());
});

function screenOf(lines: readonly string[]): ScreenSnapshot {
  return {
    lines,
    size: { columns: 100, rows: lines.length },
    cursor: { row: 0, column: 0, visible: true },
    title: '',
    alternateScreen: false,
    bracketedPaste: true,
    offset: 1,
    lastOutputAt: 1,
    exact: true,
  };
}
