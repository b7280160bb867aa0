import { readProcessIdentity } from '@ao/adapter-kit';
import type { ProcessIdentity, SessionId } from '@ao/domain';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFakeHome, type FakeHome } from '../__fixtures__/fake-claude.ts';
import { readClaudeStatus } from './read-claude-status.ts';

let home: FakeHome;
let self: ProcessIdentity;
beforeEach(async () => {
  home = createFakeHome();
  const identity = await readProcessIdentity(process.pid);
  if (identity === null) throw new Error('this process runs');
  self = identity;
});
afterEach(() => home.remove());

const note = (fields: Readonly<Record<string, unknown>>) =>
  home.write(`.claude/sessions/${process.pid}.json`, {
    pid: process.pid,
    statusUpdatedAt: 5000,
    updatedAt: 6000,
    version: '2.1.330',
    ...fields,
  });

const read = (process: ProcessIdentity = self) =>
  readClaudeStatus({ sessionId: 'shop-1' as SessionId, process, agentSessionId: null, worktreePath: '/x', env: home.env });

test.each([
  [{ status: 'idle' }, 'idle', true, 'status file: idle'],
  [{ status: 'busy' }, 'active', true, 'status file: busy'],
  [{ status: 'waiting', waitingFor: 'permission prompt' }, 'blocked', false, 'status file: waiting, permission prompt'],
  [{ status: 'waiting', waitingFor: 'dialog open' }, 'blocked', false, 'status file: waiting, dialog open'],
  [{ status: 'waiting', waitingFor: 'input needed' }, 'waiting_input', false, 'status file: waiting, input needed'],
  [{ status: 'waiting' }, 'blocked', false, 'status file: waiting'],
])('%j means %s', async (fields, state, turnBoundary, evidence) => {
  note(fields);
  expect(await read()).toEqual({
    type: 'activity',
    at: 5000,
    source: 'status_file',
    evidence,
    state,
    detail: null,
    correlationId: null,
    turnBoundary,
  });
});

test.each<[string, () => void]>([
  ['there is none', () => undefined],
  ['it is broken', () => home.write(`.claude/sessions/${process.pid}.json`, '{"pid":')],
  ['it has a status nobody knows', () => note({ status: 'dreaming' })],
  ['it names another process', () => note({ status: 'idle', pid: 1 })],
  ['it has no time', () => note({ status: 'idle', statusUpdatedAt: undefined, updatedAt: undefined })],
  ['another process with the same number wrote it', () => note({ status: 'busy', procStart: '1' })],
])('nothing is said when %s', async (_what, arrange) => {
  arrange();
  expect(await read()).toBeNull();
});

test('a note left behind by a process that has ended is not believed', async () => {
  note({ status: 'busy' });
  expect(await read({ ...self, startTime: '1' })).toBeNull();
  expect(await read({ ...self, bootId: 'another' })).toBeNull();
  expect(await read()).toMatchObject({ state: 'active' });
});

test('without a home there is nothing to read', async () => {
  note({ status: 'busy' });
  const request = { sessionId: 'shop-1' as SessionId, process: self, agentSessionId: null, worktreePath: '/x', env: {} };
  expect(await readClaudeStatus(request)).toBeNull();
});
