import { expect, test } from 'vitest';
import { openStubDaemon, problem, type StubAnswer, STUB_TOKEN } from '../__fixtures__/stub-daemon.ts';
import { createClient, createClientOver } from '../ao-client.ts';
import { createHttpTransport } from '../node/http-transport.ts';

/** What a daemon from before `resources` answers, word for word. */
const REFUSED_BY_AN_OLDER_DAEMON = problem(400, 'INVALID_REQUEST', {
  type: 'urn:ao:error:INVALID_REQUEST',
  title: 'A field of the request has the wrong type or value.',
  detail: 'The query is not right: Unrecognized key: "resources".',
  kind: 'bad_request',
  requestId: '91bcb232-48d9-4eb7-890d-2f80e434ca50',
  details: { in: 'query', issues: [{ path: '', message: 'Unrecognized key: "resources"' }] },
});

const olderDaemon: StubAnswer = (request, response) =>
  request.path.includes('resources')
    ? REFUSED_BY_AN_OLDER_DAEMON(request, response)
    : { sessions: [{ id: 'shop-1' }], session: { id: 'shop-1' } };

/** What every session has, also one of an older daemon. */
const ADDED_LATER = { queue: null, spawnedBy: null, questions: [], done: null, pullRequests: [] };

test('a daemon that does not know a parameter is asked without it, and only the first time with it', async () => {
  const stub = await openStubDaemon(olderDaemon);
  const ao = createClient({ url: stub.url, token: STUB_TOKEN });
  const expected = [{ ...ADDED_LATER, id: 'shop-1', resources: null }];
  expect(await ao.sessions.list({ includeEnded: false, resources: true })).toEqual(expected);
  expect(await ao.sessions.list({ includeEnded: true, resources: true })).toEqual(expected);
  expect(await ao.sessions.get('shop-1', { resources: true })).toEqual(expected[0]);
  expect(stub.received.map(({ path }) => path.replace('/api/v1/', ''))).toEqual([
    'sessions?includeEnded=false&resources=true',
    'sessions?includeEnded=false',
    'sessions?includeEnded=true',
    'sessions/shop-1',
  ]);
});

test('a daemon that knows it is asked once, and its answer is kept as it is', async () => {
  const session = { ...ADDED_LATER, id: 'shop-1', resources: { cpuPercent: 3, memoryBytes: 4, processes: 5 } };
  const stub = await openStubDaemon(() => ({ sessions: [session] }));
  expect(await createClient({ url: stub.url, token: STUB_TOKEN }).sessions.list({ resources: true })).toEqual([session]);
  expect(stub.received).toHaveLength(1);
});

test('after the daemon was replaced by a newer one it is asked for everything again', async () => {
  const stub = await openStubDaemon(olderDaemon);
  let token = 'of the older';
  const ao = createClientOver({ current: () => ({ url: stub.url, token }), refresh: () => Promise.resolve(false) }, createHttpTransport());
  await ao.sessions.list({ resources: true });
  token = 'of the newer';
  stub.answer(() => ({ sessions: [] }));
  await ao.sessions.list({ resources: true });
  expect(stub.received.at(-1)?.path).toBe('/api/v1/sessions?resources=true');
});

test.each<[string, StubAnswer]>([
  ['another code', problem(404, 'PROJECT_NOT_FOUND')],
  [
    'another parameter',
    problem(400, 'INVALID_REQUEST', { details: { in: 'query', issues: [{ path: '', message: 'Unrecognized key: "project"' }] } }),
  ],
  [
    'a wrong value',
    problem(400, 'INVALID_REQUEST', { details: { in: 'query', issues: [{ path: 'resources', message: 'Invalid "resources"' }] } }),
  ],
  [
    'a body',
    problem(400, 'INVALID_REQUEST', { details: { in: 'body', issues: [{ path: '', message: 'Unrecognized key: "resources"' }] } }),
  ],
  ['no issues', problem(400, 'INVALID_REQUEST', { details: { in: 'query' } })],
])('%s is told, and nothing is asked again', async (_name, answer) => {
  const stub = await openStubDaemon(answer);
  const listed = createClient({ url: stub.url, token: STUB_TOKEN }).sessions.list({ resources: true });
  await expect(listed).rejects.toMatchObject({ name: 'AoApiError' });
  expect(stub.received).toHaveLength(1);
});
