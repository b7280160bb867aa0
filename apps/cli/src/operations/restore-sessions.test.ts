import { expect, test } from 'vitest';
import { sampleSession } from '../__fixtures__/sample-session.ts';
import { openStubHome, problem } from '../__fixtures__/stub-home.ts';
import { renderRestored, restoreSessions } from './restore-sessions.ts';

const ended = (id: string, reason: 'lost' | 'killed') =>
  sampleSession({ id, isTerminated: true, status: 'terminated', end: { at: 1, reason, message: null } });

test('one session is restored, with its notices', async () => {
  const stub = await openStubHome(() => ({ session: sampleSession(), resumed: true, notices: ['The base branch is gone.'] }));
  const result = await restoreSessions(stub.context, { session: 'shop-1', all: false, project: undefined });
  expect(stub.requests[0]?.path).toBe('/sessions/shop-1/restore');
  expect(renderRestored(result)).toBe('shop-1 is back, with its conversation.\nThe base branch is gone.');
});

test('all that were lost come back; those that were killed stay; one that cannot stops no other', async () => {
  const stub = await openStubHome((request, response) => {
    if (request.method === 'GET') return { sessions: [ended('shop-1', 'lost'), ended('shop-2', 'killed'), ended('shop-3', 'lost')] };
    if (request.path.includes('shop-1')) return problem(409, 'WORKTREE_IN_USE', 'Its branch is checked out elsewhere.')(request, response);
    return { session: sampleSession({ id: 'shop-3' }), resumed: false, notices: [] };
  });
  const result = await restoreSessions(stub.context, { session: undefined, all: true, project: 'shop' });
  expect(stub.requests[0]?.query).toMatchObject({ project: 'shop' });
  expect(result.failed).toEqual([{ sessionId: 'shop-1', code: 'WORKTREE_IN_USE', message: 'Its branch is checked out elsewhere.' }]);
  expect(renderRestored(result)).toBe('shop-3 is back, with a new conversation.\nshop-1 stays ended: Its branch is checked out elsewhere.');
});

test('what was lost, and cleaned up since, is not made again by --all', async () => {
  const { workspace } = sampleSession();
  const cleaned = { ...ended('shop-1', 'lost'), workspace: { ...workspace, state: 'removed' as const } };
  const stub = await openStubHome(() => ({ sessions: [cleaned] }));
  expect(await restoreSessions(stub.context, { session: undefined, all: true, project: undefined })).toEqual({ restored: [], failed: [] });
});

test('nothing lost is said so', () => {
  expect(renderRestored({ restored: [], failed: [] })).toBe('No session was lost.');
});

test.each([
  [undefined, false],
  ['shop-1', true],
])('a session and --all are a choice: %j with all %j is refused', async (session, all) => {
  const stub = await openStubHome();
  await expect(restoreSessions(stub.context, { session, all, project: undefined })).rejects.toThrow('Give a session, or --all.');
  expect(stub.requests).toEqual([]);
});

test('one that has to wait is not said to be back', async () => {
  const queue = { position: 1, heldBy: 'memory', text: '300 MiB of memory are available.', nextStep: 'End one.' } as const;
  const stub = await openStubHome(() => ({ session: sampleSession({ status: 'queued', queue }), resumed: false, notices: [] }));
  const result = await restoreSessions(stub.context, { session: 'shop-1', all: false, project: undefined, queue: false });
  expect(renderRestored(result)).toBe('shop-1 is queued, place 1: 300 MiB of memory are available.');
  expect(stub.requests[0]?.body).toEqual({ queue: false });
});
