import type { Session } from '@ao/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDemoDisplay, type DemoStream } from './demo-display.ts';
import type { BoardRow } from './session-board.ts';

interface RecordingStream extends DemoStream {
  readonly text: () => string;
}

function stream(isTTY: boolean, columns = 120): RecordingStream {
  let written = '';
  return { isTTY, columns, write: (text) => void (written += text), text: () => written };
}

/** The part of a session that the table reads. */
function row(status: string, over: Readonly<Record<string, unknown>> = {}, changes: BoardRow['changes'] = null): BoardRow {
  const session = {
    id: 'shop-1',
    status,
    needs: null,
    openMessages: 0,
    launch: null,
    activity: { since: 0, detail: 'Write' },
    workspace: { branch: 'ao/shop-1/health' },
    reason: { text: 'It has ended.' },
    ...over,
  };
  return { session: session as unknown as Session, changes };
}

const CHANGES = { files: [{ path: 'a.js', added: 12, deleted: 3, untracked: false }], added: 12, deleted: 3, commits: 0 };

beforeEach(() => void vi.useFakeTimers({ now: 65_000 }));
afterEach(() => void vi.useRealTimers());

test('without a terminal every change is one line, and nothing else is written', () => {
  const out = stream(false);
  const display = createDemoDisplay(out, {});
  display.showBoard([row('working')]);
  display.showBoard([row('working', { activity: { since: 9, detail: 'Write' } })]);
  display.showBoard([row('needs_input', { needs: 'Bash: npm test' }, CHANGES)]);
  display.print('said');
  display.closeBoard();
  display.showBoard([row('idle')]);
  expect(out.text()).toBe(
    '   0.0 s  shop-1    ● working     Write\n   0.0 s  shop-1    ▲ needs you   Bash: npm test          1 file  +12 -3\nsaid\n',
  );
});

test('on a terminal the table is drawn over, text goes above it, and the cursor comes back', () => {
  const out = stream(true);
  const display = createDemoDisplay(out, { NO_COLOR: '1' });
  display.showBoard([row('working', {}, CHANGES)]);
  const line = '  shop-1   ● working       1m  Write                   1 file  +12 -3  ao/shop-1/health\n';
  const table = `\n  SESSION  STATUS       SINCE  ACTIVITY                CHANGED         BRANCH\n${line}\n`;
  expect(out.text()).toBe(`\u001b[?25l\u001b[?2026h${table}\u001b[?2026l`);
  display.print('said');
  expect(out.text().endsWith(`\u001b[?2026h\u001b[4A\r\u001b[Jsaid\n${table}\u001b[?2026l`)).toBe(true);
  display.closeBoard();
  expect(out.text().endsWith('\u001b[?25h')).toBe(true);
  const before = out.text();
  vi.advanceTimersByTime(5_000);
  display.showBoard([row('idle')]);
  expect(out.text()).toBe(before);
});

test('ages go on by themselves', () => {
  const out = stream(true);
  const display = createDemoDisplay(out, { NO_COLOR: '1' });
  display.showBoard([row('working', { activity: { since: 64_000, detail: null } })]);
  expect(out.text()).toMatch(/ 1s {2}thinking/);
  vi.advanceTimersByTime(1_000);
  expect(out.text()).toMatch(/ 2s {2}thinking/);
  display.closeBoard();
});

test('no line is wider than the terminal', () => {
  const out = stream(true, 50);
  const display = createDemoDisplay(out, { NO_COLOR: '1' });
  display.showBoard([row('exited', { reason: { text: 'a reason that goes on and on and on' } }, CHANGES)]);
  display.closeBoard();
  // eslint-disable-next-line no-control-regex
  const lines = out
    .text()
    .replaceAll(/\u001b\[[?\d]*[a-zA-Z]/g, '')
    .split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(50);
});

test.each([
  ['a terminal', true, {}, true],
  ['a pipe', false, {}, false],
  ['NO_COLOR', true, { NO_COLOR: '1' }, false],
  ['an empty NO_COLOR', true, { NO_COLOR: '' }, true],
  ['FORCE_COLOR', false, { FORCE_COLOR: '1' }, true],
  ['both', true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  ['a dumb terminal', true, { TERM: 'dumb' }, false],
])('colours: %s', (_, isTTY, env, coloured) => {
  expect(createDemoDisplay(stream(isTTY), env).paint('good', 'x')).toBe(coloured ? '\u001b[32mx\u001b[39m' : 'x');
});

test.each([{ CI: 'true' }, { TERM: 'dumb' }])('%j: no cursor movement', (env) => {
  const out = stream(true);
  const display = createDemoDisplay(out, { ...env, NO_COLOR: '1' });
  display.showBoard([row('working')]);
  expect(out.text()).not.toContain('\u001b');
});
