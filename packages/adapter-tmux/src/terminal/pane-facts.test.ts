import { expect, test } from 'vitest';
import { parsePaneFacts } from './pane-facts.ts';

const line = (dead: string, status: string, signal: string) => `abc|%4|123|/dev/pts/3|${dead}|${status}|${signal}|50|40|30|0|0|0`;

test.each([
  ['runs', line('0', '', ''), { dead: false, ended: null }],
  ['has ended with a code', line('1', '3', ''), { dead: true, ended: { at: 50_000, code: 3, signal: null } }],
  ['was ended by a signal', line('1', '', '9'), { dead: true, ended: { at: 50_000, code: null, signal: 'SIGKILL' } }],
  ['has let go of its terminal, no more is known', line('1', '', ''), { dead: true, ended: null }],
  ['has ended, its last words are still to be drawn', line('0', '0', ''), { dead: false, ended: { at: 50_000, code: 0, signal: null } }],
])('a program that %s', (_what, text, facts) => {
  expect(parsePaneFacts(text)).toMatchObject({ terminalId: 'abc', paneId: '%4', pid: 123, terminalPath: '/dev/pts/3', ...facts });
});

test('panes of people are none of ours, and silence is told from output', () => {
  expect(parsePaneFacts('|%4|123|/dev/pts/3|0||||40|30|0|0|0')).toBeNull();
  expect(parsePaneFacts('')).toBeNull();
  expect(parsePaneFacts('abc|%4|123|/dev/pts/3|0||||30|30|0|0|0')?.lastOutputAt).toBeNull();
  expect(parsePaneFacts('abc|%4|123|/dev/pts/3|0||||30|30|5|0|0')?.lastOutputAt).toBe(30_000);
});
