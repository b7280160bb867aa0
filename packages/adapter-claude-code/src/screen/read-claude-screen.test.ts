import { readdirSync, readFileSync } from 'node:fs';
import type { ScreenReading, ScreenSnapshot } from '@ao/ports';
import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readClaudeScreen } from './read-claude-screen.ts';

/** A screen recorded from the real program. Titles were not recorded: the lines alone must do. */
function recorded(name: string, title = ''): ScreenSnapshot {
  const lines = readFileSync(new URL(`./__fixtures__/${name}.txt`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  return screenOf(lines, title);
}

function screenOf(lines: readonly string[], title = ''): ScreenSnapshot {
  return {
    lines,
    size: { columns: 100, rows: Math.max(1, lines.length) },
    cursor: { row: 0, column: 0, visible: true },
    title,
    alternateScreen: true,
    bracketedPaste: true,
    offset: 1,
    lastOutputAt: 1,
    exact: true,
  };
}

const composer = (text = ''): ScreenReading => ({ state: 'composer', dialog: null, composerText: text, launch: 'ready' });
const busy = (text = ''): ScreenReading => ({ state: 'busy', dialog: null, composerText: text, launch: 'ready' });
const dialog = (kind: string, text: string, launch: string | null = null) => ({
  state: 'dialog',
  dialog: { kind, text },
  composerText: null,
  launch,
});
const unknown = { state: 'unknown', dialog: null, composerText: null, launch: null };

const TALL = 'line 27\nline 28\nline 29\nthe end';

/** Every recorded screen, and what it has to be read as. */
const EXPECTED: Readonly<Record<string, unknown>> = {
  '2.1.197/after': composer(),
  '2.1.197/busy': busy(),
  '2.1.197/idle': composer(),
  '2.1.197/permission': dialog('permission', 'Bash command · touch one.txt · Do you want to proceed?'),
  '2.1.197/trust': dialog('trust', '/home/me/worktrees/shop-1', 'needs_trust'),
  '2.1.330/after-dialog-esc': composer(),
  '2.1.330/after-early-esc': composer('fourth [[sleep 8000]]'),
  '2.1.330/after-mid-esc': composer(),
  '2.1.330/after-turn': composer(),
  '2.1.330/api-401': busy(),
  '2.1.330/api-error': composer(),
  '2.1.330/api-key': dialog('login', 'Do you want to use this API key?', 'needs_login'),
  '2.1.330/at-menu': composer('@'),
  '2.1.330/auto-cannot-check': dialog('permission', "Auto mode can't check actions in this session"),
  '2.1.330/bash-mode': unknown,
  '2.1.330/busy': busy(),
  '2.1.330/busy-narrow': busy(),
  '2.1.330/busy-tool': busy(),
  '2.1.330/busy-with-text': busy('typed meanwhile'),
  '2.1.330/bypass-idle': composer(),
  '2.1.330/bypass-root': unknown,
  '2.1.330/bypass-warning': dialog('other', 'WARNING: Claude Code running in Bypass Permissions mode'),
  '2.1.330/composer-filled': composer('hello [[sleep 3000]] [[run echo one > one.txt]]'),
  '2.1.330/idle': composer(),
  '2.1.330/idle-accept-edits': composer(),
  '2.1.330/idle-auto': composer(),
  '2.1.330/idle-narrow': composer(),
  '2.1.330/idle-plan': composer(),
  '2.1.330/login-after-prompt': composer(),
  '2.1.330/onboarding-security': dialog('other', 'Security notes:'),
  '2.1.330/onboarding-theme': dialog('other', 'Choose the text style that looks best with your terminal'),
  '2.1.330/pasted-3-lines': composer('a\nb\nc'),
  '2.1.330/pasted-long': composer('[Pasted text #1 +12 lines]'),
  '2.1.330/permission-bash': dialog('permission', 'Bash command · echo one > one.txt · Do you want to proceed?'),
  '2.1.330/permission-narrow': dialog('permission', 'Bash command · touch x · Do you want to proceed?'),
  '2.1.330/permission-write': dialog('permission', 'Create file · a.txt · Do you want to create a.txt?'),
  '2.1.330/plan-approval': dialog('permission', 'Exit plan mode?'),
  '2.1.330/question': dialog('question', 'Which colour should the button have?'),
  '2.1.330/queued': busy(),
  '2.1.330/settings-warning': dialog(
    'other',
    'Settings Warning /home/me/bad.json hooks.NoSuchEvent: Unknown hook event "NoSuchEvent" was ignored. Valid events: PreToolUse,',
  ),
  '2.1.330/shortcuts': composer(),
  '2.1.330/slash-login': dialog('login', 'Select login method:', 'needs_login'),
  '2.1.330/slash-menu': composer('/'),
  '2.1.330/subagent': composer(),
  '2.1.330/tall-composer': composer(TALL),
  '2.1.330/transcript-view': unknown,
  '2.1.330/trust': dialog('trust', '/home/me/worktrees/shop-1', 'needs_trust'),
};

test.each(Object.entries(EXPECTED))('recorded screen %s', (name, reading) => {
  expect(readClaudeScreen(recorded(name))).toEqual(reading);
});

test('every recorded screen is expected to be something', () => {
  const folder = new URL('./__fixtures__/', import.meta.url);
  const names = readdirSync(folder).flatMap((version) =>
    readdirSync(new URL(`${version}/`, folder)).map((file) => `${version}/${file.replace('.txt', '')}`),
  );
  expect(names.sort()).toEqual(Object.keys(EXPECTED).sort());
});

describe('the title', () => {
  test('tells that it works where the footer is taken by something else', () => {
    const idle = recorded('2.1.330/composer-filled').lines;
    expect(readClaudeScreen(screenOf(idle, '◑ Claude Code')).state).toBe('busy');
    expect(readClaudeScreen(screenOf(idle, '⠐ Claude Code')).state).toBe('busy');
  });

  test('tells that it does not, whatever the last turn left above the composer', () => {
    const rule = '─'.repeat(60);
    const lines = ['✻ Quoted…', '', rule, '❯', rule, '  ⏸ manual mode on'];
    expect(readClaudeScreen(screenOf(lines, '✳ Claude Code')).state).toBe('composer');
    expect(readClaudeScreen(screenOf(lines)).state).toBe('busy');
  });
});

test('a dialog the agent quotes above its composer is none', () => {
  const rule = '─'.repeat(60);
  const quoted = recorded('2.1.330/permission-bash').lines;
  expect(readClaudeScreen(screenOf([...quoted, rule, '❯ ', rule, '  ? for shortcuts'], '✳ Claude Code'))).toEqual(composer());
});

test('an empty screen is still starting', () => {
  expect(readClaudeScreen(screenOf(['', '']))).toEqual({ ...unknown, state: 'starting' });
});

test('no screen makes it throw, and none without a composer is safe to type into', () => {
  const lines = Object.keys(EXPECTED).flatMap((name) => recorded(name).lines);
  assert(
    property(array(oneof(constantFrom(...lines), string({ unit: 'binary' })), { maxLength: 40 }), string(), (screen, title) => {
      const reading = readClaudeScreen(screenOf(screen, title));
      if (reading.composerText === null) expect(['composer', 'busy']).not.toContain(reading.state);
    }),
  );
});
