import { describe, expect, test } from 'vitest';
import { sampleComment } from '../__fixtures__/fake-tracker.ts';
import { createIssueWorld } from '../__fixtures__/issue-world.ts';

const request = { projectId: 'shop', issue: '#1' };

describe('a session for an issue', () => {
  test('has its key, its title as name, and its text behind the words of the person', async () => {
    const { service, started, addIssue, addComments } = createIssueWorld();
    addComments(addIssue(1, { title: 'Cart rounds wrong' }), [sampleComment(1, 'Me too')]);
    const { sessionId, notices } = await service.spawn({ ...request, prompt: 'Add a test first.', agent: 'codex', base: 'develop' });
    expect([sessionId, notices]).toEqual(['shop-1', []]);
    expect(started).toMatchObject([
      { issueId: 'forge.test/acme/shop#1', displayName: 'Cart rounds wrong', agent: 'codex', base: 'develop' },
    ]);
    expect(started[0]?.prompt).toMatch(/^Add a test first\.\n\nIssue acme\/shop#1, state open, by "ann"/);
    expect(started[0]?.prompt).toContain('> What 1 is about.');
    expect(started[0]?.prompt).toContain('> Me too');
  });

  test('keeps the name that was given', async () => {
    const { service, started, addIssue } = createIssueWorld();
    addIssue(1);
    await service.spawn({ ...request, displayName: 'cart' });
    expect(started).toMatchObject([{ displayName: 'cart' }]);
  });

  test('is started without the comments when those cannot be read, and that is said', async () => {
    const { service, started, addIssue } = createIssueWorld();
    addIssue(1, { totalComments: 3 });
    const { notices } = await service.spawn(request);
    expect(notices).toEqual([expect.stringContaining('The comments of acme/shop#1 could not be read')]);
    expect(started[0]?.prompt).toContain('3 comments, left out here.');
  });

  test.each([
    [{ isPullRequest: true }, {}, 'ISSUE_IS_PULL_REQUEST'],
    [{ state: 'done' }, {}, 'ISSUE_CLOSED'],
    [{ state: 'cancelled' }, {}, 'ISSUE_CLOSED'],
    [{ state: 'done' }, { allowClosed: true }, null],
    [{ state: 'in_review' }, {}, null],
  ] as const)('of %j with %j ends with %s', async (issue, options, code) => {
    const { service, started, addIssue } = createIssueWorld();
    addIssue(1, issue);
    const spawning = service.spawn({ ...request, ...options });
    if (code === null) await expect(spawning).resolves.toMatchObject({ sessionId: 'shop-1' });
    else await expect(spawning).rejects.toMatchObject({ code });
    expect(started).toHaveLength(code === null ? 1 : 0);
  });

  test('that is gone, or cannot be read, creates nothing', async () => {
    const { service, stores, tracker } = createIssueWorld();
    await expect(service.spawn(request)).rejects.toMatchObject({ code: 'ISSUE_NOT_FOUND' });
    tracker.fail('FORGE_UNAVAILABLE');
    await expect(service.spawn(request)).rejects.toMatchObject({ code: 'FORGE_UNAVAILABLE' });
    expect(stores.sessions.list()).toEqual([]);
  });
});

describe('a second session for an issue', () => {
  test('is refused with the first, as long as that has not ended', async () => {
    const { service, addIssue, end } = createIssueWorld();
    addIssue(1);
    await service.spawn(request);
    await expect(service.spawn({ ...request, issue: 'acme/shop#1' })).rejects.toMatchObject({
      code: 'ISSUE_TAKEN',
      details: { sessionId: 'shop-1', issue: 'acme/shop#1' },
    });
    end('shop-1');
    await expect(service.spawn(request)).resolves.toMatchObject({ sessionId: 'shop-2' });
  });

  test('is refused while the first waits in the queue', async () => {
    const { service, addIssue, queueStarts } = createIssueWorld();
    addIssue(1);
    queueStarts();
    await service.spawn(request);
    await expect(service.spawn(request)).rejects.toMatchObject({ code: 'ISSUE_TAKEN' });
  });

  test('asked for at the same moment is refused, and the first goes on', async () => {
    const { service, started, addIssue } = createIssueWorld();
    addIssue(1);
    const both = await Promise.allSettled([service.spawn(request), service.spawn(request)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'ISSUE_TAKEN' } });
    expect(started).toHaveLength(1);
  });

  test('is started after one that failed', async () => {
    const { service, addIssue, failStarts } = createIssueWorld();
    addIssue(1);
    failStarts('GIT_FAILED');
    await expect(service.spawn(request)).rejects.toMatchObject({ code: 'GIT_FAILED' });
    failStarts(null);
    await expect(service.spawn(request)).resolves.toMatchObject({ sessionId: 'shop-1' });
  });

  test('is started where that is wanted', async () => {
    const { service, addIssue } = createIssueWorld();
    addIssue(1);
    await service.spawn(request);
    await expect(service.spawn({ ...request, allowDuplicate: true })).resolves.toMatchObject({ sessionId: 'shop-2' });
  });

  test('under the same key is the first one, and reads nothing', async () => {
    const { service, tracker, addIssue } = createIssueWorld();
    addIssue(1);
    const keyed = { ...request, idempotencyKey: 'k-1' };
    await service.spawn(keyed);
    const asked = tracker.asked.length;
    expect(await service.spawn(keyed)).toMatchObject({ sessionId: 'shop-1' });
    expect(tracker.asked).toHaveLength(asked);
  });

  test('of another project is no duplicate', async () => {
    const { service, stores, addIssue } = createIssueWorld();
    const shop = stores.projects.list()[0];
    if (shop === undefined) throw new Error('no project');
    stores.projects.add({ ...shop, id: 'fork' as never, path: '/fork' });
    addIssue(1);
    await service.spawn(request);
    await expect(service.spawn({ ...request, projectId: 'fork' })).resolves.toMatchObject({ sessionId: 'fork-1' });
  });
});
