import { describe, expect, test } from 'vitest';
import { useEmulatedWorld } from './__fixtures__/emulated-world.ts';
import { valueOf } from './__fixtures__/github-world.ts';

const world = useEmulatedWorld();

const addIssue = (title: string, more: object = {}) => world().host.tell('POST /repos/acme/shop/issues', { title, ...more });

describe('an issue', () => {
  test('is told as it is', async () => {
    const { host, tracker, scope } = world();
    await addIssue('Crash', { body: 'On start.', labels: ['bug', 'In Progress'], assignees: ['ann'] });
    await host.tell('POST /repos/acme/shop/issues/1/comments', { body: 'Me too' }, 'ann');
    expect(valueOf(await tracker.read(`${scope}#1`))).toMatchObject({
      key: `${scope}#1`,
      label: 'acme/shop#1',
      title: 'Crash',
      body: { text: 'On start.', isCut: false },
      url: `${host.url}/acme/shop/issues/1`,
      state: 'in_progress',
      author: { login: 'octo', isBot: false },
      assignees: [{ login: 'ann', isBot: false }],
      labels: ['bug', 'In Progress'],
      totalComments: 1,
      isPullRequest: false,
    });
  });

  test.each([
    [{ state: 'closed' }, 'done'],
    [{ state: 'closed', state_reason: 'completed' }, 'done'],
    [{ state: 'closed', state_reason: 'not_planned' }, 'cancelled'],
    [{ labels: ['in review'] }, 'in_review'],
  ] as const)('%j is %s', async (facts, state) => {
    const { host, tracker, scope } = world();
    await addIssue('One');
    await host.tell('PATCH /repos/acme/shop/issues/1', facts);
    expect(valueOf(await tracker.read(`${scope}#1`)).state).toBe(state);
  });

  test('that is not there is gone, and so is one of a repository that is not', async () => {
    const { tracker, scope } = world();
    expect(await tracker.read(`${scope}#9`)).toEqual({ outcome: 'gone' });
    expect(await tracker.read(`${scope.replace('shop', 'nothing')}#1`)).toEqual({ outcome: 'gone' });
    expect(await tracker.list({ scope: scope.replace('shop', 'nothing') })).toEqual({ outcome: 'gone' });
    expect(await tracker.readComments({ key: `${scope}#9` })).toEqual({ outcome: 'gone' });
  });
});

describe('a list', () => {
  test('holds what was asked for, without pull requests, newest first', async () => {
    const { host, tracker, scope, open } = world();
    await addIssue('One', { labels: ['bug'], assignees: ['octo'] });
    await addIssue('Two', { labels: ['bug', 'ui'] });
    await addIssue('Three');
    await host.tell('PATCH /repos/acme/shop/issues/3', { state: 'closed' });
    await open('Four');
    const titles = async (query: object) => valueOf(await tracker.list({ scope, ...query })).issues.map(({ title }) => title);
    expect(await titles({})).toEqual(['Two', 'One']);
    expect(await titles({ state: 'closed' })).toEqual(['Three']);
    expect(await titles({ state: 'all' })).toEqual(['Three', 'Two', 'One']);
    expect(await titles({ labels: ['bug', 'ui'] })).toEqual(['Two']);
    expect(await titles({ assignee: 'octo' })).toEqual(['One']);
    expect(await titles({ assignee: 'me' })).toEqual(['One']);
    expect(await titles({ assignee: 'none' })).toEqual(['Two']);
    expect(await titles({ search: 'tw' })).toEqual(['Two']);
    expect(await titles({ search: 'four', state: 'all' })).toEqual([]);
  });

  test('is as long as was asked for, says when there is more, and goes on over pages', async () => {
    const { tracker, scope, costOf } = world();
    for (let number = 0; number < 110; number += 1) await addIssue(`${number}`);
    expect(valueOf(await tracker.list({ scope }))).toMatchObject({ issues: { length: 30 }, hasMore: true });
    expect(await costOf(() => tracker.list({ scope, limit: 100 }))).toBe(2);
    expect(valueOf(await tracker.list({ scope, limit: 100 }))).toMatchObject({ issues: { length: 100 }, hasMore: true });
  });

  test('nobody waits for costs nothing while nothing has changed', async () => {
    const { tracker, scope, costOf } = world();
    await addIssue('One');
    const list = () => tracker.list({ scope, inBackground: true });
    expect([await costOf(list), await costOf(list)]).toEqual([1, 0]);
    await addIssue('Two');
    expect(await costOf(list)).toBe(1);
    expect(valueOf(await list()).issues.map(({ title }) => title)).toEqual(['Two', 'One']);
  });
});

test('comments are the newest, oldest of them first, over pages', async () => {
  const { host, tracker, scope } = world();
  await addIssue('One');
  for (let number = 1; number <= 105; number += 1) await host.tell('POST /repos/acme/shop/issues/1/comments', { body: `${number}` }, 'ann');
  const { comments, total } = valueOf(await tracker.readComments({ key: `${scope}#1`, limit: 10 }));
  expect([total, comments.length, comments[0]?.body.text, comments.at(-1)?.body.text]).toEqual([105, 10, '96', '105']);
  expect(comments[0]?.author).toEqual({ login: 'ann', isBot: false });
});
