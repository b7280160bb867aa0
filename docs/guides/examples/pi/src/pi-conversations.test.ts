import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProcessIdentity } from '@ao/adapter-kit';
import type { SessionId } from '@ao/domain';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findConversation, readPiStatus } from './pi-conversations.ts';

const ID = '01a204ba-2d47-7191-98dd-81680d3f3c45';
const WORKTREE = '/home/me/worktrees/shop-1';
const AT = '2026-05-04T19:27:20.405Z';

let home: string;
let file: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ao-pi-'));
  const folder = join(home, '.pi/agent/sessions/--home-me-worktrees-shop-1--');
  mkdirSync(folder, { recursive: true });
  file = join(folder, `2026-05-04T19-27-19-881Z_${ID}.jsonl`);
});
afterEach(() => rmSync(home, { recursive: true }));

const message = (fields: object) => JSON.stringify({ type: 'message', timestamp: AT, message: fields });

async function statusOf(...lines: readonly string[]) {
  writeFileSync(file, `${lines.join('\n')}\n`);
  const own = await readProcessIdentity(process.pid);
  if (own === null) throw new Error('This process has no identity.');
  return readPiStatus({ sessionId: 'shop-1' as SessionId, process: own, agentSessionId: ID, worktreePath: WORKTREE, env: { HOME: home } });
}

test.each([
  ['a prompt', { role: 'user' }, { state: 'active', turnBoundary: false }],
  ['an answer that asks for a tool', { role: 'assistant', stopReason: 'toolUse' }, { state: 'active', turnBoundary: false }],
  ['the result of a tool', { role: 'toolResult' }, { state: 'active', turnBoundary: false }],
  ['the last answer', { role: 'assistant', stopReason: 'stop' }, { state: 'idle', turnBoundary: true, at: Date.parse(AT) }],
  ['an interrupt', { role: 'assistant', stopReason: 'aborted' }, { state: 'idle', turnBoundary: true }],
  ['an error', { role: 'assistant', stopReason: 'error', errorMessage: 'no' }, { state: 'idle', detail: 'stopped by an error: no' }],
])('the newest message counts: %s', async (_what, newest, expected) => {
  expect(await statusOf(message({ role: 'user' }), message(newest), '{"type":"model_change"}', '{"half a li')).toMatchObject(expected);
});

test('a conversation without a message says nothing', async () => {
  expect(await statusOf('{"type":"session"}', 'no JSON')).toBeNull();
});

test('a conversation is found by its id, and nothing else is looked for', async () => {
  writeFileSync(file, '');
  const find = (id: string | null) => findConversation(id, { env: { HOME: home }, worktreePath: WORKTREE });
  expect(await find(ID)).toBe(file);
  for (const id of [null, '', '../../x', ID.replace('0', '1')]) expect(await find(id)).toBeNull();
});
