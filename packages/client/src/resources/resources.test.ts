import { expect, test } from 'vitest';
import { openStubDaemon, STUB_TOKEN } from '../__fixtures__/stub-daemon.ts';
import { type AoClient, createClient } from '../ao-client.ts';

/** Everything the daemon could answer, so that each method finds its own part. */
const EVERYTHING = {
  agents: ['agents'],
  projects: ['projects'],
  project: 'project',
  sessions: [{ id: 'shop-1' }],
  session: { id: 'shop-1' },
  messages: ['messages'],
  message: { state: 'acknowledged' },
  lines: ['lines'],
  screen: 'screen',
  changes: 'changes',
  diff: 'diff',
  reports: ['reports'],
  report: { answer: { text: 'The second' } },
  intake: 'intake',
  notices: ['notices'],
  read: 3,
  trials: ['trials'],
  setup: 'setup',
  pullRequests: ['pullRequests'],
  pullRequest: 'pullRequest',
  explanation: 'explanation',
  reactions: 'reactions',
};

/** What every session has, also one of an older daemon. */
const SESSION = { id: 'shop-1', queue: null, resources: null, spawnedBy: null, questions: [], done: null, pullRequests: [] };

test.each<[string, (ao: AoClient) => Promise<unknown>, string, unknown, unknown]>([
  ['health', (ao) => ao.daemon.health(), 'GET /healthz', undefined, EVERYTHING],
  ['status', (ao) => ao.daemon.status(), 'GET /api/v1/status', undefined, EVERYTHING],
  ['doctor', (ao) => ao.daemon.doctor(), 'GET /api/v1/doctor', undefined, EVERYTHING],
  ['agents', (ao) => ao.daemon.agents(), 'GET /api/v1/agents', undefined, ['agents']],
  ['shutdown', (ao) => ao.daemon.shutdown(), 'POST /shutdown', {}, EVERYTHING],
  ['shutdown of everything', (ao) => ao.daemon.shutdown({ endSessions: true }), 'POST /shutdown', { endSessions: true }, EVERYTHING],
  ['projects.list', (ao) => ao.projects.list(), 'GET /api/v1/projects', undefined, ['projects']],
  ['projects.get', (ao) => ao.projects.get('shop'), 'GET /api/v1/projects/shop', undefined, 'project'],
  ['projects.add', (ao) => ao.projects.add({ path: '/x', id: undefined }), 'POST /api/v1/projects', { path: '/x' }, EVERYTHING],
  [
    'projects.setConfig',
    (ao) => ao.projects.setConfig('shop', { agent: 'codex' }),
    'PUT /api/v1/projects/shop/config',
    { config: { agent: 'codex' } },
    'project',
  ],
  ['projects.remove', (ao) => ao.projects.remove('shop'), 'DELETE /api/v1/projects/shop', undefined, EVERYTHING],
  [
    'projects.remove by force',
    (ao) => ao.projects.remove('shop', { force: true }),
    'DELETE /api/v1/projects/shop?force=true',
    undefined,
    EVERYTHING,
  ],
  [
    'pullRequests.list',
    (ao) => ao.pullRequests.list({ session: 'shop-1', includeEnded: true }),
    'GET /api/v1/pull-requests?session=shop-1&includeEnded=true',
    undefined,
    ['pullRequests'],
  ],
  ['pullRequests.get', (ao) => ao.pullRequests.get('acme/shop#4'), 'GET /api/v1/pull-requests/acme%2Fshop%234', undefined, 'pullRequest'],
  ['pullRequests.explain', (ao) => ao.pullRequests.explain('4'), 'GET /api/v1/pull-requests/4/explain', undefined, 'explanation'],
  [
    'pullRequests.claim',
    (ao) => ao.pullRequests.claim('shop-1', '#4', { takeOver: true }),
    'POST /api/v1/sessions/shop-1/pull-requests',
    { pullRequest: '#4', takeOver: true },
    EVERYTHING,
  ],
  ['pullRequests.release', (ao) => ao.pullRequests.release('4'), 'POST /api/v1/pull-requests/4/release', {}, 'pullRequest'],
  [
    'pullRequests.merge',
    (ao) => ao.pullRequests.merge('4', { expectedHead: 'c0ffee' }),
    'POST /api/v1/pull-requests/4/merge',
    { expectedHead: 'c0ffee' },
    EVERYTHING,
  ],
  [
    'pullRequests.resolve',
    (ao) => ao.pullRequests.resolve('4', ['T']),
    'POST /api/v1/pull-requests/4/resolve',
    { threads: ['T'] },
    EVERYTHING,
  ],
  ['pullRequests.retry', (ao) => ao.pullRequests.retry('4', ['ci']), 'POST /api/v1/pull-requests/4/retry', { kinds: ['ci'] }, EVERYTHING],
  ['pullRequests.look', (ao) => ao.pullRequests.look('4'), 'POST /api/v1/pull-requests/look', { pullRequest: '4' }, undefined],
  ['pullRequests.reactions', (ao) => ao.pullRequests.reactions('shop-1'), 'GET /api/v1/sessions/shop-1/reactions', undefined, 'reactions'],
  [
    'pullRequests.mute',
    (ao) => ao.pullRequests.mute('shop-1', ['ci']),
    'POST /api/v1/sessions/shop-1/reactions',
    { muted: true, kinds: ['ci'] },
    'reactions',
  ],
  [
    'pullRequests.unmute',
    (ao) => ao.pullRequests.unmute('shop-1'),
    'POST /api/v1/sessions/shop-1/reactions',
    { muted: false },
    'reactions',
  ],
  ['notices.list', (ao) => ao.notices.list(), 'GET /api/v1/notices', undefined, ['notices']],
  [
    'notices.list of some',
    (ao) => ao.notices.list({ unread: true, session: 'shop-1', limit: 5 }),
    'GET /api/v1/notices?unread=true&session=shop-1&limit=5',
    undefined,
    ['notices'],
  ],
  ['notices.markRead', (ao) => ao.notices.markRead([1, 2]), 'POST /api/v1/notices/read', { ids: [1, 2] }, 3],
  ['notices.markRead of all', (ao) => ao.notices.markRead(), 'POST /api/v1/notices/read', {}, 3],
  ['notices.test', (ao) => ao.notices.test('desk'), 'POST /api/v1/notices/test', { outlet: 'desk' }, ['trials']],
  [
    'webhooks.setUpGithub',
    (ao) => ao.webhooks.setUpGithub({ rotate: true }),
    'POST /api/v1/webhooks/github/setup',
    { rotate: true },
    'setup',
  ],
  [
    'reports.list',
    (ao) => ao.reports.list({ session: 'shop-1', open: true }),
    'GET /api/v1/reports?session=shop-1&open=true',
    undefined,
    ['reports'],
  ],
  [
    'reports.add',
    (ao) => ao.reports.add('shop-1', { kind: 'done', text: '' }),
    'POST /api/v1/sessions/shop-1/reports',
    { kind: 'done', text: '' },
    EVERYTHING.report,
  ],
  ['reports.get', (ao) => ao.reports.get('shop-1', 'r/1'), 'GET /api/v1/sessions/shop-1/reports/r%2F1', undefined, EVERYTHING.report],
  [
    'reports.answered',
    (ao) => ao.reports.answered('shop-1', 'r-1', { timeoutMs: 0 }),
    'GET /api/v1/sessions/shop-1/reports/r-1?waitMs=0',
    undefined,
    EVERYTHING.report,
  ],
  [
    'reports.answer',
    (ao) => ao.reports.answer('shop-1', 'r-1', 'The second'),
    'POST /api/v1/sessions/shop-1/reports/r-1/answer',
    { text: 'The second' },
    EVERYTHING.report,
  ],
  [
    'reports.received',
    (ao) => ao.reports.received('shop-1', 'r-1'),
    'POST /api/v1/sessions/shop-1/reports/r-1/received',
    undefined,
    EVERYTHING.report,
  ],
  [
    'orchestrators.start',
    (ao) => ao.orchestrators.start({ projectId: 'shop' }),
    'POST /api/v1/orchestrators',
    { projectId: 'shop' },
    EVERYTHING,
  ],
  [
    'orchestrators.list',
    (ao) => ao.orchestrators.list({ project: 'shop' }),
    'GET /api/v1/orchestrators?project=shop',
    undefined,
    [{ id: 'shop-1' }],
  ],
  [
    'orchestrators.delegate',
    (ao) => ao.orchestrators.delegate({ projectId: 'shop', text: 'Ship it' }),
    'POST /api/v1/orchestrators/delegate',
    { projectId: 'shop', text: 'Ship it' },
    EVERYTHING,
  ],
  [
    'issues.list',
    (ao) => ao.issues.list('shop', { query: 'label:"good first" x', limit: 5 }),
    'GET /api/v1/projects/shop/issues?q=label%3A%22good%20first%22%20x&limit=5',
    undefined,
    EVERYTHING,
  ],
  [
    'issues.get',
    (ao) => ao.issues.get('shop', 'acme/shop#12', { comments: 0 }),
    'GET /api/v1/projects/shop/issues/acme%2Fshop%2312?comments=0',
    undefined,
    EVERYTHING,
  ],
  [
    'issues.batch',
    (ao) => ao.issues.batch({ projectId: 'shop', query: 'is:open', execute: false }),
    'POST /api/v1/sessions/batch',
    { projectId: 'shop', query: 'is:open', execute: false },
    EVERYTHING,
  ],
  ['issues.intake', (ao) => ao.issues.intake('shop'), 'GET /api/v1/projects/shop/issue-intake', undefined, 'intake'],
  ['sessions.list', (ao) => ao.sessions.list(), 'GET /api/v1/sessions', undefined, [SESSION]],
  [
    'sessions.list of a project',
    (ao) => ao.sessions.list({ project: 'shop', includeEnded: true }),
    'GET /api/v1/sessions?project=shop&includeEnded=true',
    undefined,
    [SESSION],
  ],
  ['sessions.get', (ao) => ao.sessions.get('shop-1'), 'GET /api/v1/sessions/shop-1', undefined, SESSION],
  [
    'sessions.spawn',
    (ao) => ao.sessions.spawn({ projectId: 'shop', prompt: 'x' }),
    'POST /api/v1/sessions',
    { projectId: 'shop', prompt: 'x' },
    EVERYTHING,
  ],
  [
    'sessions.rename',
    (ao) => ao.sessions.rename('shop-1', 'Cart'),
    'PATCH /api/v1/sessions/shop-1',
    { displayName: 'Cart' },
    EVERYTHING.session,
  ],
  ['sessions.restore', (ao) => ao.sessions.restore('shop-1'), 'POST /api/v1/sessions/shop-1/restore', undefined, EVERYTHING],
  ['sessions.kill', (ao) => ao.sessions.kill('shop-1'), 'POST /api/v1/sessions/shop-1/kill', {}, EVERYTHING],
  ['sessions.cleanup', (ao) => ao.sessions.cleanup({ execute: true }), 'POST /api/v1/sessions/cleanup', { execute: true }, EVERYTHING],
  ['sessions.undoCleanup', (ao) => ao.sessions.undoCleanup('shop-1'), 'POST /api/v1/sessions/shop-1/undo-cleanup', undefined, EVERYTHING],
  ['sessions.explain', (ao) => ao.sessions.explain('shop-1'), 'GET /api/v1/sessions/shop-1/explain', undefined, EVERYTHING],
  [
    'sessions.output',
    (ao) => ao.sessions.output('shop-1', { lines: 5 }),
    'GET /api/v1/sessions/shop-1/output?lines=5',
    undefined,
    ['lines'],
  ],
  ['sessions.screen', (ao) => ao.sessions.screen('shop-1'), 'GET /api/v1/sessions/shop-1/screen', undefined, 'screen'],
  ['sessions.changes', (ao) => ao.sessions.changes('shop-1'), 'GET /api/v1/sessions/shop-1/changes', undefined, 'changes'],
  ['sessions.diff', (ao) => ao.sessions.diff('shop-1'), 'GET /api/v1/sessions/shop-1/diff', undefined, 'diff'],
  [
    'sessions.answer',
    (ao) => ao.sessions.answer('shop-1', 'Bash:0f3a/1', { choice: 'deny', message: 'no' }),
    'POST /api/v1/sessions/shop-1/requests/Bash%3A0f3a%2F1/answer',
    { choice: 'deny', message: 'no' },
    EVERYTHING,
  ],
  [
    'sessions.report',
    (ao) => ao.sessions.report('shop-1', { state: 'idle' }),
    'POST /api/v1/sessions/shop-1/activity',
    { state: 'idle' },
    EVERYTHING.session,
  ],
  [
    'sessions.wait',
    (ao) => ao.sessions.wait('shop-1', { until: ['idle', 'blocked'], timeoutMs: 0 }),
    'GET /api/v1/sessions/shop-1/wait?until=idle%2Cblocked&timeoutMs=0',
    undefined,
    SESSION,
  ],
  [
    'messages.send',
    (ao) => ao.messages.send('shop-1', { text: 'hi', id: 'm' }),
    'POST /api/v1/sessions/shop-1/messages',
    { text: 'hi', id: 'm' },
    EVERYTHING.message,
  ],
  [
    'messages.list',
    (ao) => ao.messages.list('shop-1', { limit: 2 }),
    'GET /api/v1/sessions/shop-1/messages?limit=2',
    undefined,
    ['messages'],
  ],
  ['messages.get', (ao) => ao.messages.get('a/b'), 'GET /api/v1/messages/a%2Fb', undefined, EVERYTHING.message],
  [
    'messages.settled',
    (ao) => ao.messages.settled('m', { timeoutMs: 0 }),
    'GET /api/v1/messages/m?waitMs=0',
    undefined,
    EVERYTHING.message,
  ],
  ['any call', (ao) => ao.call({ method: 'GET', path: '/api/v1/later' }), 'GET /api/v1/later', undefined, EVERYTHING],
])('%s', async (_, call, line, body, expected) => {
  const stub = await openStubDaemon(() => EVERYTHING);
  expect(await call(createClient({ url: `${stub.url}/`, token: STUB_TOKEN }))).toEqual(expected);
  const [request] = stub.received;
  expect(`${request?.method} ${request?.path}`).toBe(line);
  expect(request?.body === '' ? undefined : JSON.parse(request?.body ?? '')).toEqual(body);
  expect(request?.headers['content-type']).toBe(body === undefined ? undefined : 'application/json');
});

test('a spawn carries its idempotency key', async () => {
  const stub = await openStubDaemon(() => EVERYTHING);
  await createClient({ url: stub.url, token: STUB_TOKEN }).sessions.spawn({ projectId: 'shop' }, { idempotencyKey: 'k-1' });
  expect(stub.received[0]?.headers['idempotency-key']).toBe('k-1');
});

test('an id that can be none is a rejection, not an exception', async () => {
  const ao = createClient({ url: 'http://127.0.0.1:1', token: STUB_TOKEN });
  for (const call of [ao.sessions.kill(''), ao.sessions.restore('..'), ao.projects.remove('.'), ao.messages.settled('')]) {
    await expect(call).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  }
});
