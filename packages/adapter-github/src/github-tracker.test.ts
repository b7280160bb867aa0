import { addComment, addIssue, openPullRequest, removeRepository, renameRepository } from '@ao/github-stand-in';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { useGithubWorld, valueOf } from './__fixtures__/github-world.ts';
import { knownHosts } from './address/github-host.ts';
import { issueKey, parseIssueKey } from './tracker/issue-key.ts';

const world = useGithubWorld();

async function shop() {
  const { host, tracker } = world();
  const repository = await host.createRepository({ files: null });
  return { repository, scope: tracker.scopeOf(host.gitUrl(repository)) ?? '' };
}

describe('references', () => {
  test('lead from a remote to a scope, and from a word to an issue', async () => {
    const { host, tracker } = world();
    const { scope } = await shop();
    expect(scope).toBe(`${host.host}/acme/shop`);
    for (const text of ['12', '#12', 'acme/shop#12', `${host.url}/acme/shop/issues/12`]) {
      expect(tracker.parseIssue(text, scope)).toEqual({ key: `${scope}#12`, label: 'acme/shop#12', scope });
    }
    for (const text of ['ENG-12', 'acme/shop', `${host.url}/acme/shop/pull/12`, '0']) expect(tracker.parseIssue(text, scope)).toBeNull();
    expect([tracker.parseIssue('12', null), tracker.parseIssue('12', 'linear/team'), tracker.scopeOf('git@gitlab.com:a/b.git')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('of others are gone', async () => {
    const { tracker } = world();
    await shop();
    for (const key of ['', 'ENG-12', 'gitlab.com/a/b#1', 'github.com/a/b', 'github.com/a/b#0', 'github.com/a/../b#1']) {
      expect(await tracker.read(key)).toEqual({ outcome: 'gone' });
      expect(await tracker.readComments({ key })).toEqual({ outcome: 'gone' });
    }
    expect(await tracker.list({ scope: 'linear/team' })).toEqual({ outcome: 'gone' });
  });

  test('keys are read back as they were written', () => {
    const hosts = knownHosts([{ host: '127.0.0.1:4000' }]);
    const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9-]{0,20}$/);
    fc.assert(
      fc.property(name, name, fc.integer({ min: 1, max: 999_999_999 }), (owner, name, number) => {
        const place = { repository: { host: '127.0.0.1:4000', owner, name }, number };
        expect(parseIssueKey(issueKey(place), hosts)).toEqual(place);
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void parseIssueKey(text, hosts)));
  });
});

describe('an issue', () => {
  test('is told as it is', async () => {
    const { host, tracker } = world();
    const { repository, scope } = await shop();
    const issue = addIssue(host.state, repository, {
      title: 'Crash',
      body: 'On start.',
      labels: ['bug', 'In Progress'],
      assignees: [{ login: 'ann' }],
      author: null,
    });
    addComment(host.state, issue, { body: 'Me too' });
    expect(valueOf(await tracker.read(`${scope}#1`))).toMatchObject({
      key: `${scope}#1`,
      label: 'acme/shop#1',
      title: 'Crash',
      body: { text: 'On start.', isCut: false },
      url: `${host.url}/acme/shop/issues/1`,
      state: 'in_progress',
      author: null,
      assignees: [{ login: 'ann', isBot: false }],
      labels: ['bug', 'In Progress'],
      totalComments: 1,
      isPullRequest: false,
    });
  });

  test.each([
    [{ state: 'closed', stateReason: 'completed' }, 'done'],
    [{ state: 'closed', stateReason: null }, 'done'],
    [{ state: 'closed', stateReason: 'not_planned' }, 'cancelled'],
    [{ labels: ['in-progress', 'in-review'] }, 'in_review'],
    [{ labels: ['IN_PROGRESS'] }, 'in_progress'],
    [{}, 'open'],
  ] as const)('%j is %s', async (facts, state) => {
    const { host, tracker } = world();
    const { repository, scope } = await shop();
    addIssue(host.state, repository, facts);
    expect(valueOf(await tracker.read(`${scope}#1`)).state).toBe(state);
  });

  test('that is a pull request says so; one that is not there is gone; a renamed repository is followed', async () => {
    const { host, tracker } = world();
    const { repository, scope } = await shop();
    openPullRequest(host.state, repository, { branch: 'x' });
    renameRepository(host.state, repository, { name: 'store' });
    expect(valueOf(await tracker.read(`${scope}#1`)).isPullRequest).toBe(true);
    expect(await tracker.read(`${scope}#2`)).toEqual({ outcome: 'gone' });
    removeRepository(host.state, repository);
    expect(await tracker.read(`${scope}#1`)).toEqual({ outcome: 'gone' });
  });

  test('of a megabyte is cut', async () => {
    const { host, tracker } = world();
    const { repository, scope } = await shop();
    addIssue(host.state, repository, {
      title: 't'.repeat(1_000),
      body: '🙂'.repeat(300_000),
      labels: Array.from({ length: 150 }, (_, number) => `label ${number}`),
    });
    const { title, body, labels } = valueOf(await tracker.read(`${scope}#1`));
    expect([title.length, Buffer.byteLength(body.text), body.isCut, labels.length]).toEqual([300, 64 * 1024, true, 100]);
  });
});

describe('a list', () => {
  test('holds what was asked for, without pull requests, newest first', async () => {
    const { host, tracker } = world();
    const { repository, scope } = await shop();
    addIssue(host.state, repository, { title: 'One', labels: ['bug'], assignees: [{ login: 'octo' }] });
    addIssue(host.state, repository, { title: 'Two', labels: ['bug', 'ui'] });
    addIssue(host.state, repository, { title: 'Three', state: 'closed', stateReason: 'completed' });
    openPullRequest(host.state, repository, { branch: 'x' });
    const titles = async (query: object) => valueOf(await tracker.list({ scope, ...query })).issues.map(({ title }) => title);
    expect(await titles({})).toEqual(['Two', 'One']);
    expect(await titles({ state: 'closed' })).toEqual(['Three']);
    expect(await titles({ state: 'all' })).toEqual(['Three', 'Two', 'One']);
    expect(await titles({ labels: ['bug', 'ui'] })).toEqual(['Two']);
    expect(await titles({ assignee: 'octo' })).toEqual(['One']);
    expect(await titles({ assignee: 'me' })).toEqual(['One']);
    expect(await titles({ assignee: 'none' })).toEqual(['Two']);
    expect(await titles({ search: 'tw' })).toEqual(['Two']);
    expect(await titles({ search: 'o', assignee: 'me', labels: ['bug'] })).toEqual(['One']);
    expect(await titles({ search: 'e', state: 'all', assignee: 'none' })).toEqual(['Three']);
    expect(await titles({ search: 'repo:other/thing "is:pr' })).toEqual([]);
  });

  test('knows labels with commas, which a listing would take for two', async () => {
    const { host, tracker } = world();
    const { repository, scope } = await shop();
    addIssue(host.state, repository, { title: 'Four', labels: ['needs, more'] });
    addIssue(host.state, repository, { title: 'Five', labels: ['needs', 'more'] });
    const { issues } = valueOf(await tracker.list({ scope, labels: ['needs, more'] }));
    expect(issues.map(({ title }) => title)).toEqual(['Four']);
  });

  test('is as long as was asked for, and says when there is more', async () => {
    const { host, tracker } = world();
    const { repository, scope } = await shop();
    for (let number = 0; number < 40; number += 1) addIssue(host.state, repository);
    for (let number = 0; number < 120; number += 1) openPullRequest(host.state, repository, { branch: `${number}` });
    expect(valueOf(await tracker.list({ scope }))).toMatchObject({ issues: { length: 30 }, hasMore: true });
    expect(valueOf(await tracker.list({ scope, limit: 100 }))).toMatchObject({ issues: { length: 40 }, hasMore: false });
    expect(valueOf(await tracker.list({ scope, limit: 0 }))).toMatchObject({ issues: { length: 1 }, hasMore: true });
  });
});

describe('a list nobody waits for', () => {
  test('costs nothing while nothing has changed, and is told anew when something has', async () => {
    const { host, tracker } = world();
    const { repository, scope } = await shop();
    const mine = { assignees: [{ login: 'octo' }] };
    addIssue(host.state, repository, { title: 'One', ...mine });
    const query = { scope, assignee: 'me', inBackground: true };
    const titles = async () => valueOf(await tracker.list(query)).issues.map(({ title }) => title);
    const costOf = async (work: () => Promise<unknown>) => {
      const before = host.usage.requests.length;
      await work();
      return host.usage.requests.slice(before).reduce((sum, { cost }) => sum + cost, 0);
    };
    expect(await costOf(titles)).toBe(2);
    expect(await costOf(titles)).toBe(0);
    expect(await titles()).toEqual(['One']);
    addIssue(host.state, repository, { title: 'Two', ...mine });
    expect(await costOf(titles)).toBe(1);
    expect(await titles()).toEqual(['Two', 'One']);
    expect(await costOf(() => tracker.list({ ...query, inBackground: false }))).toBe(2);
  });

  test('leaves to people what is reserved for them', async () => {
    const { host, tracker } = world();
    const { repository, scope } = await shop();
    addIssue(host.state, repository);
    await tracker.list({ scope });
    host.account().used.core = 4_990;
    await tracker.list({ scope });
    expect(await tracker.list({ scope, inBackground: true, labels: ['bug'] })).toMatchObject({
      outcome: 'unknown',
      error: { code: 'FORGE_RATE_LIMITED' },
    });
    expect((await tracker.list({ scope })).outcome).toBe('value');
  });
});

test('comments are the newest, oldest of them first, over pages', async () => {
  const { host, tracker } = world();
  const { repository, scope } = await shop();
  const issue = addIssue(host.state, repository);
  for (let number = 1; number <= 105; number += 1)
    addComment(host.state, issue, { body: `${number}`, author: { login: 'renovate', isBot: true } });
  const { comments, total } = valueOf(await tracker.readComments({ key: `${scope}#1`, limit: 10 }));
  expect([total, comments.length, comments[0]?.body.text, comments.at(-1)?.body.text]).toEqual([105, 10, '96', '105']);
  expect(comments[0]?.author).toEqual({ login: 'renovate', isBot: true });
});

test('looks whether it is reached', async () => {
  const { host, another } = world();
  expect(
    await another({ tokens: { 'github.com': 'x' }, fetch: async () => new Response('{}', { status: 401 }) }).tracker.check(),
  ).toMatchObject({ level: 'failed' });
  expect(await another().scm.check(host.host)).toMatchObject({ level: 'ok', summary: `${host.host} is reached as octo.` });
  expect(await another().scm.check('gitlab.com')).toMatchObject({ level: 'failed' });
});
