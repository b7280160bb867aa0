import { expect, test } from 'vitest';
import { sampleSession } from '../__fixtures__/sample-session.ts';
import { openStubHome, type StubHome } from '../__fixtures__/stub-home.ts';
import { renderSpawned, type SpawnInput, spawnSession } from './spawn-session.ts';

const INPUT: SpawnInput = {
  project: undefined,
  agent: undefined,
  runtime: undefined,
  prompt: undefined,
  displayName: undefined,
  branch: undefined,
  base: undefined,
  permissionMode: undefined,
  model: undefined,
  issue: undefined,
  allowClosed: false,
  allowDuplicate: false,
  issueId: undefined,
  command: undefined,
  claim: null,
  queue: true,
  until: null,
  timeoutMs: undefined,
};

const PROJECT = { id: 'shop', path: '/code/shop', defaultBranch: 'main' };

function home(created: boolean): Promise<StubHome> {
  return openStubHome(({ method, path }) => {
    if (path === '/projects') return { project: PROJECT, created };
    if (method === 'POST') return { session: sampleSession({ status: 'starting' }), notices: ['The branch main is behind origin.'] };
    return { session: sampleSession({ status: 'idle' }) };
  });
}

test('in a repository that is no project yet it becomes one, and that is said', async () => {
  const stub = await home(true);
  await spawnSession(stub.context, INPUT);
  expect(stub.requests.map(({ path }) => path)).toEqual(['/projects', '/sessions']);
  expect(stub.requests[0]?.body).toMatchObject({ path: '/code/shop', allowInside: true, reuseExisting: true });
  expect(stub.notes).toEqual(['Added project shop (/code/shop, base main).']);
});

test('a project that is named, or known, is used without a word', async () => {
  const known = await home(false);
  await spawnSession(known.context, INPUT);
  const named = await home(true);
  await spawnSession(named.context, { ...INPUT, project: 'blog' });
  expect(named.requests.map(({ path }) => path)).toEqual(['/sessions']);
  expect(named.requests[0]?.body).toMatchObject({ projectId: 'blog' });
  expect([...known.notes, ...named.notes]).toEqual([]);
});

test.each([
  [undefined, 'Add a health check\n\nwith a test', 'Add a health check'],
  ['named', 'Add a health check', 'named'],
  [undefined, undefined, undefined],
  [undefined, '  \n ', undefined],
  [undefined, 'x'.repeat(200), 'x'.repeat(80)],
])('with the name %j and the prompt %j the session is called %j', async (displayName, prompt, expected) => {
  const stub = await home(false);
  await spawnSession(stub.context, { ...INPUT, displayName, prompt });
  expect(stub.requests.at(-1)?.body).toEqual(expect.objectContaining(expected === undefined ? {} : { displayName: expected }));
  expect(Object.hasOwn(stub.requests.at(-1)?.body ?? {}, 'displayName')).toBe(expected !== undefined);
});

test('for an issue the daemon finds the name, unless one was given', async () => {
  const stub = await home(false);
  await spawnSession(stub.context, { ...INPUT, issue: '#12', prompt: 'Carefully' });
  expect(stub.requests.at(-1)?.body).toEqual({ projectId: 'shop', issue: '#12', prompt: 'Carefully' });
  await spawnSession(stub.context, { ...INPUT, issue: '#12', displayName: 'cart', allowClosed: true, allowDuplicate: true });
  expect(stub.requests.at(-1)?.body).toEqual({
    projectId: 'shop',
    issue: '#12',
    displayName: 'cart',
    allowClosed: true,
    allowDuplicate: true,
  });
});

test('an agent inside a session starts others in its own project', async () => {
  const stub = await home(true);
  const context = { ...stub.context, env: { AO_SESSION_ID: 'blog-1', AO_PROJECT_ID: 'blog' } };
  await spawnSession(context, INPUT);
  expect(stub.requests.map(({ path }) => path)).toEqual(['/sessions']);
  expect(stub.requests[0]?.body).toMatchObject({ projectId: 'blog' });
});

test('the request carries a key of its own, so that it is carried out once', async () => {
  const stub = await home(false);
  await spawnSession(stub.context, INPUT);
  await spawnSession(stub.context, INPUT);
  const keys = stub.requests.filter(({ path }) => path === '/sessions').map(({ headers }) => headers['idempotency-key']);
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(keys[1]).not.toBe(keys[0]);
});

test('waiting is told in words, and answers the session as it then is', async () => {
  const stub = await home(false);
  const { session } = await spawnSession(stub.context, { ...INPUT, until: ['done', 'blocked'], timeoutMs: 1_000 });
  expect(session.status).toBe('idle');
  expect(stub.notes).toEqual(['The branch main is behind origin.', 'shop-1 was started; waiting until it is done or waiting for you.']);
});

test('the result is the line of the table and what one can do next', async () => {
  const stub = await home(false);
  const result = await spawnSession(stub.context, INPUT);
  expect(renderSpawned(result, stub.context).split('\n')).toEqual([
    'The branch main is behind origin.',
    'shop-1   claude-code  starting  1m     ao/shop-1/health-check',
    'Watch: ao ls --watch    Attach: ao attach shop-1    Its words: ao output shop-1',
  ]);
});

test('a session that has to wait is told with its place, and what one can do', async () => {
  const queue = { position: 2, heldBy: 'machine_limit', text: '5 of 5 sessions run (AO_MAX_RUNNING).', nextStep: 'End one.' } as const;
  const session = sampleSession({ id: 'shop-6', status: 'queued', phase: 'queued', queue });
  const stub = await openStubHome(({ path }) => (path === '/projects' ? { project: PROJECT, created: false } : { session, notices: [] }));
  const result = await spawnSession(stub.context, INPUT);
  const [first, next] = renderSpawned(result, stub.context).split('\n');
  expect(first).toBe('shop-6 is queued, place 2: 5 of 5 sessions run (AO_MAX_RUNNING).');
  expect(next).toContain('ao kill shop-6');
  await spawnSession(stub.context, { ...INPUT, queue: false, until: ['idle'] });
  expect(stub.requests.findLast(({ method }) => method === 'POST')?.body).toMatchObject({ queue: false });
  expect(stub.notes).toEqual([expect.stringContaining('shop-6 is queued, place 2: 5 of 5 sessions run')]);
});

test.each([
  [`${'x'.repeat(79)}😀 more`, `${'x'.repeat(79)}😀`],
  ['\u001b]0;owned\u0007Fix\u0000 the \u202ecart\r\nThen test it', 'Fix the cart'],
  ['\u001b[2J\n\n  Tidy up  ', 'Tidy up'],
  ['\u0000', undefined],
])('the name taken from the prompt %j is %j: no half character, no control character', async (prompt, displayName) => {
  const stub = await home(false);
  await spawnSession(stub.context, { ...INPUT, prompt });
  expect(stub.requests.at(-1)?.body).toEqual(
    displayName === undefined ? { projectId: 'shop', prompt } : expect.objectContaining({ displayName }),
  );
});
