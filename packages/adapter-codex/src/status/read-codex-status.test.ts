import { readProcessIdentity, readProcessStart } from '@ao/adapter-kit';
import type { ProcessIdentity, SessionId } from '@ao/domain';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFakeHome, type FakeHome } from '../__fixtures__/fake-codex.ts';
import { readCodexStatus } from './read-codex-status.ts';

let home: FakeHome;
let self: ProcessIdentity;
let startedAt: number;
beforeEach(async () => {
  home = createFakeHome();
  const identity = await readProcessIdentity(process.pid);
  if (identity === null) throw new Error('this process runs');
  self = identity;
  startedAt = (await readProcessStart(self)) ?? 0;
});
afterEach(() => home.remove());

const KNOWN = '01a20485-6c61-7812-86b0-5f2be9ee1504';
const RECORD = `.codex/sessions/2026/11/22/rollout-2026-11-22T18-29-42-${KNOWN}.jsonl`;

const at = (seconds: number) => new Date(startedAt + seconds * 1000).toISOString();
const event = (seconds: number, type: string, fields: object = {}) =>
  JSON.stringify({ timestamp: at(seconds), type: 'event_msg', payload: { type, turn_id: 't', ...fields } });
const output = (bytes: number) => JSON.stringify({ timestamp: at(1), type: 'response_item', payload: { output: 'ü'.repeat(bytes / 2) } });
const record = (...lines: readonly string[]) => home.write(RECORD, `${lines.join('\n')}\n`);

const read = (process: ProcessIdentity = self, agentSessionId: string | null = KNOWN) =>
  readCodexStatus({ sessionId: 'shop-1' as SessionId, process, agentSessionId, worktreePath: '/x', env: home.env });

describe('the newest turn', () => {
  test.each<[string, () => readonly string[], object]>([
    ['has begun', () => [event(1, 'task_complete'), event(5, 'task_started')], { state: 'active', detail: null }],
    [
      'has ended',
      () => [event(1, 'task_started'), event(5, 'task_complete', { last_agent_message: 'hi' })],
      { state: 'idle', detail: null },
    ],
    [
      'has ended with an error',
      () => [event(1, 'task_started'), event(5, 'task_complete', { error: { message: '{"error":\n"overloaded"}' } })],
      { state: 'idle', detail: 'stopped by an error: {"error": "overloaded"}' },
    ],
    ['was interrupted', () => [event(1, 'task_started'), event(5, 'turn_aborted')], { state: 'idle', detail: 'interrupted' }],
    ['stands before other events', () => [event(5, 'task_started'), event(6, 'token_count'), output(100)], { state: 'active' }],
    ['stands far before the end', () => [event(5, 'task_complete'), output(300_000), output(100_001)], { state: 'idle' }],
    ['is the last whole line', () => [event(5, 'task_complete'), '{"timestamp":"2026', ''], { state: 'idle' }],
  ])('%s', async (_what, lines, fields) => {
    record(...lines());
    expect(await read()).toMatchObject({ type: 'activity', source: 'status_file', at: startedAt + 5000, turnBoundary: true, ...fields });
  });

  test('is quoted by a tool: that is none', async () => {
    record(
      event(5, 'task_started'),
      JSON.stringify({ timestamp: at(7), type: 'response_item', payload: { output: event(6, 'task_complete') } }),
    );
    expect(await read()).toMatchObject({ state: 'active' });
  });
});

test.each<[string, () => void]>([
  ['there is no record', () => undefined],
  ['no turn has begun', () => record(event(1, 'token_count'))],
  ['the record is broken', () => record('{"type":"task_complete"', '"type":"task_complete"')],
  ['an earlier launch wrote it', () => record(event(-60, 'task_started'))],
  ['the beginning of the turn is out of sight', () => record(event(1, 'task_started'), output(5 * 1024 * 1024))],
])('nothing is said when %s', async (_what, arrange) => {
  arrange();
  expect(await read()).toBeNull();
});

test('nothing is said of a process that has ended, or a conversation nobody knows', async () => {
  record(event(5, 'task_started'));
  expect(await read({ ...self, startTime: '1' })).toBeNull();
  expect(await read({ ...self, bootId: 'another' })).toBeNull();
  expect(await read(self, null)).toBeNull();
  expect(await read(self, '../../x')).toBeNull();
  expect(await read()).toMatchObject({ state: 'active' });
});
