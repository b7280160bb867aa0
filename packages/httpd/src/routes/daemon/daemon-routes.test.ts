import { expect, test } from 'vitest';
import { createTestApi, SAMPLE_AGENTS, SAMPLE_DOCTOR } from '../../__fixtures__/test-api.ts';
import { sampleEvent, STARTED_AT } from '../../__fixtures__/sample-records.ts';

test('health and readiness need no token', async () => {
  const { call } = createTestApi();
  expect((await call('/healthz', { token: null })).body).toEqual({ status: 'ok', service: 'ao', pid: 4242 });
  expect((await call('/readyz', { token: null })).body).toEqual({ status: 'ready', service: 'ao', pid: 4242 });
});

test('the status counts, and tells how far reconciliation is', async () => {
  const { call, feed } = createTestApi();
  feed.append(sampleEvent(1), sampleEvent(2));
  expect((await call('/api/v1/status')).body).toEqual({
    service: 'ao',
    version: '0.1.0',
    apiVersion: '1.0.0',
    pid: 4242,
    instanceId: 'i-1',
    home: '/home/ao',
    startedAt: STARTED_AT - 5000,
    uptimeMs: 5000,
    counts: { projects: 2, liveSessions: 4, endedSessions: 1, byStatus: { working: 4 }, eventStreams: 0 },
    cursor: 2,
    reconciliation: { state: 'done', checked: 4, total: 4, adopted: 3, ended: 1, unknown: 0, finishedAt: STARTED_AT },
  });
});

test('doctor and agents are passed on', async () => {
  const { call } = createTestApi();
  expect((await call('/api/v1/doctor')).body).toEqual(SAMPLE_DOCTOR);
  expect((await call('/api/v1/agents')).body).toEqual({ agents: SAMPLE_AGENTS });
});

test('of an adapter that is handed in whole, only what is documented is told', async () => {
  const [agent] = SAMPLE_AGENTS;
  const { call } = createTestApi({ agents: async () => (agent === undefined ? [] : [{ ...agent, secret: 'x' } as typeof agent]) });
  expect((await call('/api/v1/agents')).body).toEqual({ agents: SAMPLE_AGENTS });
});

test.each([
  [undefined, false],
  [{}, false],
  [{ endSessions: true }, true],
])('a shutdown with body %j', async (body, endSessions) => {
  const { call, shutdowns } = createTestApi();
  const answer = await call('/shutdown', { method: 'POST', ...(body === undefined ? {} : { body }) });
  expect(answer).toMatchObject({ status: 202, body: { status: 'stopping', pid: 4242 } });
  expect(shutdowns).toEqual([{ endSessions }]);
});
