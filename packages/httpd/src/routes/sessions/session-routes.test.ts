import { describe, expect, test } from 'vitest';
import { sampleSession } from '../../__fixtures__/sample-records.ts';
import { createTestApi } from '../../__fixtures__/test-api.ts';

const ids = (body: { readonly sessions: readonly { readonly id: string }[] }) => body.sessions.map((session) => session.id);

test.each([
  ['', ['shop-1', 'shop-2', 'api-1', 'api-2']],
  ['?project=shop', ['shop-1', 'shop-2']],
  ['?project=shop&includeEnded=true', ['shop-1', 'shop-2', 'shop-3']],
  ['?includeEnded=false', ['shop-1', 'shop-2', 'api-1', 'api-2']],
])('the list %s', async (query, expected) => {
  expect(ids((await createTestApi().call(`/api/v1/sessions${query}`)).body)).toEqual(expected);
});

test('a session is shown as the service sees it', async () => {
  const { call, sessions } = createTestApi();
  expect((await call('/api/v1/sessions/shop-1')).body).toEqual({ session: sessions.get('shop-1') });
});

test.each([
  ['shop-99', 404, 'SESSION_NOT_FOUND'],
  ['shop', 400, 'INVALID_SESSION_ID'],
  ['..%2f..%2fetc', 400, 'INVALID_SESSION_ID'],
  ['%E0%A4%A', 400, 'INVALID_SESSION_ID'],
])('there is no session %s', async (id, status, code) => {
  expect(await createTestApi().call(`/api/v1/sessions/${id}`)).toMatchObject({ status, body: { code } });
});

test('a spawn is handed on whole, with the key of the header', async () => {
  const { call, sessions } = createTestApi();
  const body = { projectId: 'shop', agent: 'codex', prompt: 'Fix it', size: { columns: 120, rows: 40 }, command: ['vim'] };
  const answer = await call('/api/v1/sessions', { method: 'POST', body, headers: { 'idempotency-key': 'k-1' } });
  expect(answer).toMatchObject({
    status: 201,
    body: { session: { id: 'shop-6', prompt: 'Fix it' }, notices: ['origin could not be reached'] },
  });
  expect(sessions.spawned).toEqual([{ ...body, idempotencyKey: 'k-1' }]);
});

test.each(['', 'x'.repeat(129)])('an idempotency key of wrong length is refused', async (key) => {
  const answer = await createTestApi().call('/api/v1/sessions', {
    method: 'POST',
    body: { projectId: 'shop' },
    headers: { 'idempotency-key': key },
  });
  expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST', details: { in: 'header' } } });
});

test('a rename', async () => {
  const { call } = createTestApi();
  const rename = (displayName: string) => call('/api/v1/sessions/shop-1', { method: 'PATCH', body: { displayName } });
  expect((await rename('Cart')).body.session.displayName).toBe('Cart');
  expect((await rename('  ')).body.code).toBe('DISPLAY_NAME_REQUIRED');
});

test('restore and kill', async () => {
  const { call } = createTestApi();
  expect((await call('/api/v1/sessions/shop-3/restore', { method: 'POST' })).body).toMatchObject({
    resumed: true,
    session: { phase: 'live' },
  });
  expect((await call('/api/v1/sessions/shop-1/restore', { method: 'POST' })).body.code).toBe('SESSION_NOT_ENDED');
  expect((await call('/api/v1/sessions/shop-1/kill', { method: 'POST' })).body).toMatchObject({
    session: { phase: 'ended' },
    dirtyFiles: 3,
  });
  expect((await call('/api/v1/sessions/shop-99/kill', { method: 'POST' })).body.code).toBe('SESSION_NOT_FOUND');
});

test('a cleanup plans unless it is told to execute', async () => {
  const { call } = createTestApi();
  const cleanup = (body: unknown) => call('/api/v1/sessions/cleanup', { method: 'POST', body });
  expect((await cleanup({})).body).toMatchObject({ executed: false, items: [{ sessionId: 'shop-3', result: null }] });
  expect((await cleanup({ execute: true })).body).toMatchObject({ executed: true, items: [{ result: { removed: true } }] });
});

test('what a cleanup removed can be brought back', async () => {
  const { call, sessions } = createTestApi();
  const undo = () => call('/api/v1/sessions/shop-3/undo-cleanup', { method: 'POST' });
  expect((await undo()).body.code).toBe('NOTHING_TO_UNDO');
  const session = sessions.get('shop-3');
  sessions.put({ ...session, workspace: { ...session.workspace, state: 'rescued' } });
  expect((await undo()).body).toMatchObject({ session: { id: 'shop-3' }, path: '/x' });
});

test('what can be looked at', async () => {
  const { call } = createTestApi();
  expect((await call('/api/v1/sessions/shop-1/output')).body.lines).toHaveLength(100);
  expect((await call('/api/v1/sessions/shop-1/output?lines=2')).body).toEqual({ lines: ['shop-1 line 0', 'shop-1 line 1'] });
  expect((await call('/api/v1/sessions/shop-1/screen')).body.screen.lines).toEqual(['$ make', '']);
  expect((await call('/api/v1/sessions/shop-1/changes')).body.changes.commits).toBe(1);
  expect((await call('/api/v1/sessions/shop-1/diff')).body.diff).toContain('diff --git');
  expect((await call('/api/v1/sessions/shop-1/explain')).body).toMatchObject({ session: { id: 'shop-1' }, screen: { state: 'busy' } });
});

test('a report of the agent', async () => {
  const { call } = createTestApi();
  const report = (body: unknown) => call('/api/v1/sessions/shop-1/activity', { method: 'POST', body });
  expect((await report({ state: 'waiting_input', detail: 'Which port?' })).body.session.activity).toMatchObject({
    state: 'waiting_input',
    detail: 'Which port?',
  });
  expect((await report({ state: 'exited' })).body.code).toBe('INVALID_REQUEST');
});

describe('waiting', () => {
  const wait = '/api/v1/sessions/shop-1/wait';

  test('answers at once when a condition holds', async () => {
    expect((await createTestApi().call(`${wait}?until=idle,working`)).body.session.id).toBe('shop-1');
  });

  test('answers when a condition comes to hold', async () => {
    const { call, sessions, clock } = createTestApi();
    const answer = call(`${wait}?until=idle&timeoutMs=5000`);
    await clock.advance(4000);
    sessions.put(sampleSession('shop-1', { status: 'idle' }));
    expect((await answer).body.session.status).toBe('idle');
    expect(clock.pendingTimers()).toBe(0);
  });

  test('gives up when the time is over', async () => {
    const { call, clock } = createTestApi();
    const answer = call(`${wait}?until=idle&timeoutMs=5000`);
    await clock.advance(5000);
    expect(await answer).toMatchObject({ status: 504, body: { code: 'WAIT_TIMEOUT' } });
  });

  test('gives up when it cannot come true any more', async () => {
    const { call, sessions, clock } = createTestApi();
    const answer = call(`${wait}?until=idle`);
    await clock.advance(10);
    sessions.put(sampleSession('shop-1', { phase: 'ended', status: 'terminated' }));
    expect(await answer).toMatchObject({ status: 409, body: { code: 'SESSION_ENDED' } });
  });
});

test('an answer is given by its request and choice', async () => {
  const { call } = createTestApi();
  const answer = (request: string, body: unknown) => call(`/api/v1/sessions/shop-1/requests/${request}/answer`, { method: 'POST', body });
  expect(await answer('Bash%3A0f3a', { choice: 'allow' })).toMatchObject({
    status: 200,
    body: { request: { id: 'Bash:0f3a' }, choice: { id: 'allow' }, session: { id: 'shop-1' } },
  });
  expect(await answer('other', { choice: 'allow' })).toMatchObject({ status: 404, body: { code: 'AGENT_REQUEST_NOT_FOUND' } });
  expect(await answer('Bash%3A0f3a', { choice: 'x' })).toMatchObject({ status: 400, body: { code: 'AGENT_REQUEST_CHOICE_UNKNOWN' } });
  expect(await answer('Bash%3A0f3a', {})).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
});

test('what sessions use is measured for whoever asks, and for nobody else', async () => {
  const { call } = createTestApi();
  expect((await call('/api/v1/sessions/shop-1')).body.session.resources).toBeNull();
  expect((await call('/api/v1/sessions/shop-1?resources=true')).body.session.resources).toMatchObject({ cpuPercent: 12.5, processes: 3 });
  const listed = (await call('/api/v1/sessions?resources=true&includeEnded=true')).body.sessions;
  expect(listed.map((session: { resources: unknown }) => session.resources !== null)).toContain(false);
  expect((await call('/api/v1/sessions?resources=1')).status).toBe(400);
});

test('a restore may be told not to wait in the queue', async () => {
  const { call } = createTestApi();
  const restore = (body: unknown) => call('/api/v1/sessions/shop-3/restore', { method: 'POST', body });
  expect((await restore({ queue: 'no' })).body.code).toBe('INVALID_REQUEST');
  expect((await restore({ queue: false })).status).toBe(200);
});
