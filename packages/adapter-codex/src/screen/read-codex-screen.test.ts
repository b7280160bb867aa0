import { readdirSync, readFileSync } from 'node:fs';
import type { ScreenReading, ScreenSnapshot } from '@ao/ports';
import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCodexScreen } from './read-codex-screen.ts';

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

/** Whether it works or waits for an answer to a question it does not show, its screen does not tell. */
const hookRuns = { ...unknown, launch: 'ready' };

const starting = { ...unknown, state: 'starting' };

const TALL = Array.from({ length: 18 }, (_, index) => `line ${index + 22}`).join('\n');
const MODEL_UPGRADE =
  "Our latest Luna is significantly more efficient, so your usage limits go even further. Reach for it for any job that doesn't require frontier intelligence.";
const COMMAND = 'Would you like to run the following command?';

/** Every recorded screen, and what it has to be read as. */
const EXPECTED: Readonly<Record<string, unknown>> = {
  '0.169.0/after-dialog-esc': composer(),
  '0.169.0/after-early-esc': composer(),
  '0.169.0/after-turn': composer(),
  '0.169.0/approval': dialog('permission', `${COMMAND} $ touch /home/x/one`),
  '0.169.0/approval-narrow': dialog('permission', `${COMMAND} $ touch /home/x`),
  '0.169.0/approval-tiny': dialog('permission', COMMAND),
  '0.169.0/at-menu': composer('@'),
  '0.169.0/bash-mode': unknown,
  '0.169.0/busy': busy(),
  '0.169.0/busy-narrow': busy(),
  '0.169.0/busy-queued': busy(),
  '0.169.0/busy-steer-pending': busy(),
  '0.169.0/busy-tiny': busy(),
  '0.169.0/busy-tool': busy(),
  '0.169.0/busy-with-text': busy('typed meanwhile'),
  '0.169.0/composer-filled': composer('hello world'),
  '0.169.0/error-400': composer(),
  '0.169.0/esc-when-idle': composer(),
  '0.169.0/esc-with-text': composer('half a message'),
  '0.169.0/hook-waits': hookRuns,
  '0.169.0/hook-waits-narrow': hookRuns,
  '0.169.0/hook-waits-tiny': hookRuns,
  '0.169.0/hooks-wait': hookRuns,
  '0.169.0/hooks-list': dialog('other', '⚠ 12 hooks need review before they can run.'),
  '0.169.0/hooks-review': dialog('other', 'Hooks need review 12 hooks are new or changed.'),
  '0.169.0/idle': composer(),
  '0.169.0/idle-narrow': composer(),
  '0.169.0/idle-plan': composer(),
  '0.169.0/idle-tiny': composer(),
  '0.169.0/loading': starting,
  '0.169.0/login': dialog('login', 'Choose how you want to use Codex.', 'needs_login'),
  '0.169.0/login-narrow': dialog('login', 'Choose how you want to use Codex.', 'needs_login'),
  '0.169.0/model-upgrade': dialog('other', MODEL_UPGRADE),
  '0.169.0/pasted-lines': composer('a\nb\nc\n\nd'),
  '0.169.0/pasted-long': composer('[Pasted Content 3000 chars]'),
  '0.169.0/plan-approval': dialog('permission', 'Implement this plan?'),
  '0.169.0/question': dialog('question', 'Which colour?'),
  '0.169.0/reconnecting': busy(),
  '0.169.0/resume-cwd': dialog('other', 'Working directory · resume'),
  '0.169.0/resume-unknown': unknown,
  '0.169.0/resumed': composer(),
  '0.169.0/resuming': starting,
  '0.169.0/shortcuts': unknown,
  '0.169.0/slash-menu': composer('/'),
  '0.169.0/slash-model': dialog('other', 'Select Model and Effort'),
  '0.169.0/slash-permissions': dialog('other', 'Update Model Permissions'),
  '0.169.0/slash-status': composer(),
  '0.169.0/starting': starting,
  '0.169.0/subagent': composer(),
  '0.169.0/tall-composer': composer(TALL),
  '0.169.0/transcript-view': unknown,
  '0.169.0/trust': dialog('trust', '/home/me/shop', 'needs_trust'),
  '0.169.0/trust-narrow': dialog('trust', '/home/me/shop', 'needs_trust'),
  '0.169.0/untrusted': dialog('trust', '/home/me/worktrees/shop-1', 'needs_trust'),
  '0.169.0/update': composer(),
  '0.169.0/warnings-view': unknown,
};

test.each(Object.entries(EXPECTED))('recorded screen %s', (name, reading) => {
  expect(readCodexScreen(recorded(name))).toEqual(reading);
});

test('every recorded screen is expected to be something', () => {
  const folder = new URL('./__fixtures__/', import.meta.url);
  const names = readdirSync(folder).flatMap((version) =>
    readdirSync(new URL(`${version}/`, folder)).map((file) => `${version}/${file.replace('.txt', '')}`),
  );
  expect(names.sort()).toEqual(Object.keys(EXPECTED).sort());
});

describe('the title', () => {
  test('tells that it works where the composer hides it', () => {
    expect(readCodexScreen(recorded('0.169.0/tall-composer', '⠋ shop-1'))).toEqual(busy(TALL));
  });

  test('tells that it asks, whatever stands at the bottom', () => {
    expect(readCodexScreen(recorded('0.169.0/idle', '[ ! ] Action Required | shop-1'))).toEqual(unknown);
    const asking = ['  Allow the tool to look something up?', '', '› 1. Allow', '  2. Deny'];
    expect(readCodexScreen(screenOf(asking, '[ . ] Action Required | shop-1'))).toEqual(
      dialog('permission', 'Allow the tool to look something up?'),
    );
  });
});

test('a dialog the agent quotes above its composer is none', () => {
  const quoted = recorded('0.169.0/approval').lines;
  expect(readCodexScreen(screenOf([...quoted, '', '', '› Ask Codex to do anything', '', '  model · /home/me']))).toEqual(composer());
});

test('a message of the person that stands in the conversation is no composer', () => {
  expect(readCodexScreen(screenOf(['› hello', '', '• Working on it', '']))).toEqual(unknown);
});

test('a numbered list in the composer is no dialog', () => {
  expect(readCodexScreen(screenOf(['› 1. first', '  2. second', '', '  model · /home/me', '']))).toEqual(composer('1. first\n2. second'));
});

test('an empty screen is still starting', () => {
  expect(readCodexScreen(screenOf(['', '']))).toEqual(starting);
});

test('no screen makes it throw, and none without a composer is safe to type into', () => {
  const lines = Object.keys(EXPECTED).flatMap((name) => recorded(name).lines);
  assert(
    property(array(oneof(constantFrom(...lines), string({ unit: 'binary' })), { maxLength: 40 }), string(), (screen, title) => {
      const reading = readCodexScreen(screenOf(screen, title));
      if (reading.composerText === null) expect(['composer', 'busy']).not.toContain(reading.state);
    }),
  );
});
