import { describe, expect, test } from 'vitest';
import { sampleProject } from '@ao/conformance';
import { createIssueWorld } from './__fixtures__/issue-world.ts';
import { sampleComment, SCOPE } from './__fixtures__/fake-tracker.ts';
import { createIssueService } from './create-issue-service.ts';

describe('reading issues', () => {
  test('answers them cleaned, with the sessions that work on them', async () => {
    const { service, addIssue, addComments, end } = createIssueWorld();
    addIssue(1);
    const issue = addIssue(2, { title: 'a\u001b[31mb\u202e', body: { text: 'x\u0000\u200by', isCut: true }, url: 'javascript:x' });
    addComments(issue, [sampleComment(1, 'old'), sampleComment(2, 'c\u001b[2Jd')]);
    await service.spawn({ projectId: 'shop', issue: '1' });
    await service.spawn({ projectId: 'shop', issue: '2' });
    end('shop-1');
    const { issues, hasMore } = await service.list({ projectId: 'shop' });
    expect(issues.map(({ label, title, sessions }) => ({ label, title, sessions }))).toEqual([
      { label: 'acme/shop#2', title: 'ab', sessions: [{ id: 'shop-2', phase: 'live' }] },
      { label: 'acme/shop#1', title: 'Issue 1', sessions: [] },
    ]);
    expect(hasMore).toBe(false);
    const details = await service.get({ projectId: 'shop', issue: '#2', comments: 1 });
    expect(details.issue).toMatchObject({ body: 'xy', isBodyCut: true, url: null, author: 'ann', totalComments: 2 });
    expect(details.comments).toMatchObject([{ author: 'bob', body: 'cd' }]);
  });

  test('takes a query as people write it, and asks for no comments when there are none', async () => {
    const { service, tracker, addIssue } = createIssueWorld();
    addIssue(1);
    await service.list({ projectId: 'shop', query: 'label:bug assignee:me is:all crash', limit: 5 });
    expect(tracker.queries).toEqual([{ scope: SCOPE, labels: ['bug'], assignee: 'me', state: 'all', search: 'crash', limit: 5 }]);
    await service.get({ projectId: 'shop', issue: '1' });
    await service.get({ projectId: 'shop', issue: '1', comments: 0 });
    expect(tracker.asked.filter((asked) => asked.startsWith('comments'))).toEqual([]);
  });

  test.each([
    ['nonsense', false, 'ISSUE_REFERENCE_INVALID'],
    ['x'.repeat(10_000), false, 'ISSUE_REFERENCE_INVALID'],
    ['https://forge.test/acme/shop/pull/3', false, 'ISSUE_IS_PULL_REQUEST'],
    ['#9', false, 'ISSUE_NOT_FOUND'],
    ['acme/blog#1', true, 'TOKEN_SCOPE'],
  ])('named %j (own only: %j) is refused with %s', async (issue, ownOnly, code) => {
    const { service } = createIssueWorld();
    await expect(service.get({ projectId: 'shop', issue, ownOnly })).rejects.toMatchObject({ code });
  });

  test('without a known remote is possible by the full name only', async () => {
    const { service, stores, addIssue } = createIssueWorld();
    stores.projects.add(sampleProject('blog', { originUrl: null }));
    addIssue(1);
    await expect(service.get({ projectId: 'blog', issue: '#1' })).rejects.toMatchObject({ code: 'TRACKER_MISSING' });
    await expect(service.list({ projectId: 'blog' })).rejects.toMatchObject({ code: 'TRACKER_MISSING' });
    expect((await service.get({ projectId: 'blog', issue: 'acme/shop#1' })).issue.label).toBe('acme/shop#1');
    await expect(service.get({ projectId: 'blog', issue: 'acme/shop#1', ownOnly: true })).rejects.toMatchObject({ code: 'TOKEN_SCOPE' });
  });

  test('without a tracker says what to do', async () => {
    const { stores, clock, logger } = createIssueWorld();
    const sessions = { start: () => Promise.reject(new Error('not asked')) };
    const { service } = createIssueService({ stores, tracker: null, clock, logger, sessions, digest: String });
    await expect(service.get({ projectId: 'shop', issue: '#1' })).rejects.toMatchObject({
      code: 'TRACKER_MISSING',
      message: expect.stringContaining('gh auth login'),
    });
    await expect(service.list({ projectId: 'shop' })).rejects.toMatchObject({ code: 'TRACKER_MISSING' });
  });

  test.each(['FORGE_TOKEN_MISSING', 'FORGE_RATE_LIMITED', 'FORGE_UNAVAILABLE'] as const)('hands on %s', async (code) => {
    const { service, tracker } = createIssueWorld();
    tracker.fail(code);
    await expect(service.list({ projectId: 'shop' })).rejects.toMatchObject({ code });
    await expect(service.get({ projectId: 'shop', issue: '1' })).rejects.toMatchObject({ code });
  });

  test.each([
    ['Shop!', 'INVALID_PROJECT_ID'],
    ['none', 'PROJECT_NOT_FOUND'],
  ])('of the project %j is refused with %s', async (projectId, code) => {
    const { service } = createIssueWorld();
    await expect(service.list({ projectId })).rejects.toMatchObject({ code });
    expect(() => service.intake(projectId)).toThrow(expect.objectContaining({ code }));
  });
});
