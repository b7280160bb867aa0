import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  addCheckRun,
  addComment,
  addIssue,
  addStatus,
  addThread,
  type GitHubStandIn,
  openPullRequest,
  removeRepository,
  renameRepository,
  startGitHubStandIn,
} from './index.ts';

const run = promisify(execFile);
let github: GitHubStandIn;
beforeEach(async () => {
  github = await startGitHubStandIn();
});
afterEach(async () => {
  await github.close();
  if (github.usage.violations.length > 0) throw new Error(github.usage.violations.join('\n'));
});

async function rest(path: string, init: RequestInit & { readonly token?: string } = {}) {
  const response = await fetch(`${github.url}/api/v3${path}`, {
    redirect: 'manual',
    ...init,
    headers: { authorization: `Bearer ${init.token ?? github.token}`, ...(init.headers as Record<string, string> | undefined) },
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text,
  };
}

async function query(text: string, variables: object = {}) {
  return (await fetch(`${github.url}/api/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${github.token}` },
    body: JSON.stringify({ query: text, variables }),
  }).then((response) => response.json())) as { readonly data?: unknown; readonly errors?: readonly unknown[] };
}

describe('REST', () => {
  test('an unknown token is refused', async () => {
    expect(await rest('/user', { token: 'ghp_other' })).toMatchObject({ status: 401, body: { message: 'Bad credentials' } });
    github.addToken('ghp_other', { login: 'other' });
    expect(await rest('/user', { token: 'ghp_other' })).toMatchObject({ status: 200, body: { login: 'other' } });
  });

  test('what has not changed costs nothing', async () => {
    const repository = await github.createRepository({ files: null });
    openPullRequest(github.state, repository, { branch: 'ao/shop-1/work' });
    const first = await rest('/repos/acme/shop/pulls');
    const again = await rest('/repos/acme/shop/pulls', { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    expect([first.status, again.status, github.account().used.core]).toEqual([200, 304, 1]);
    openPullRequest(github.state, repository, { branch: 'ao/shop-2/work' });
    const changed = await rest('/repos/acme/shop/pulls', { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    expect(changed).toMatchObject({ status: 200, body: [{ number: 2 }, { number: 1 }] });
    expect(changed.headers.get('x-ratelimit-remaining')).toBe('4998');
  });

  test('a former name leads on, a deleted repository to nothing', async () => {
    const repository = await github.createRepository({ files: null });
    renameRepository(github.state, repository, { name: 'store' });
    expect(await rest('/repos/acme/shop')).toMatchObject({ status: 301 });
    expect(await rest('/repos/acme/shop', { redirect: 'follow' })).toMatchObject({ status: 200, body: { full_name: 'acme/store' } });
    removeRepository(github.state, repository);
    expect(await rest('/repos/acme/store')).toMatchObject({ status: 404 });
  });

  test('a log lies in another place, which takes no token', async () => {
    const repository = await github.createRepository({ files: null });
    const pullRequest = openPullRequest(github.state, repository, { branch: 'x' });
    const job = addCheckRun(github.state, pullRequest, { name: 'test', conclusion: 'FAILURE', log: 'hello\r\n' });
    const answer = await rest(`/repos/acme/shop/actions/jobs/${job.databaseId}/logs`);
    expect(answer.status).toBe(302);
    expect(await (await fetch(answer.headers.get('location') ?? '')).text()).toBe('hello\r\n');
    job.log = null;
    expect((await fetch(answer.headers.get('location') ?? '')).status).toBe(404);
    job.isLogExpired = true;
    expect(await rest(`/repos/acme/shop/actions/jobs/${job.databaseId}/logs`)).toMatchObject({ status: 410 });
    expect(await rest(`/repos/acme/shop/actions/jobs/${job.databaseId}`)).toMatchObject({ status: 200, body: { status: 'completed' } });
  });

  test('issues, their comments and a search', async () => {
    const repository = await github.createRepository({ files: null });
    const issue = addIssue(github.state, repository, { title: 'Crash on start', labels: ['bug'], assignees: [{ login: 'ann' }] });
    addIssue(github.state, repository, { title: 'Slow' });
    addComment(github.state, issue, { body: 'Me too', author: { login: 'renovate', isBot: true } });
    expect(await rest('/repos/acme/shop/issues?labels=bug&assignee=ann')).toMatchObject({ body: [{ number: 1, comments: 1 }] });
    expect(await rest('/repos/acme/shop/issues/1/comments')).toMatchObject({ body: [{ user: { login: 'renovate[bot]', type: 'Bot' } }] });
    expect(await rest('/search/issues?q=repo%3Aacme%2Fshop+is%3Aissue+crash')).toMatchObject({
      body: { total_count: 1, items: [{ number: 1 }] },
    });
  });
});

describe('GraphQL', () => {
  test('one that is gone does not spoil the others', async () => {
    const repository = await github.createRepository({ files: null });
    const pullRequest = openPullRequest(github.state, repository, { branch: 'x', author: null });
    const { data, errors } = await query(
      'query($ids: [ID!]!) { rateLimit { cost remaining } nodes(ids: $ids) { id ... on PullRequest { number author { login } } } }',
      {
        ids: ['PR_gone', pullRequest.nodeId],
      },
    );
    expect(data).toEqual({ rateLimit: { cost: 1, remaining: 4999 }, nodes: [null, { id: pullRequest.nodeId, number: 1, author: null }] });
    expect(errors).toMatchObject([{ type: 'NOT_FOUND', path: ['nodes', 0] }]);
  });

  test('pages go both ways', async () => {
    const repository = await github.createRepository({ files: null });
    const pullRequest = openPullRequest(github.state, repository, { branch: 'x' });
    for (let number = 1; number <= 5; number += 1) addThread(github.state, pullRequest, { body: `${number}`, path: `${number}.ts` });
    addStatus(github.state, pullRequest, { context: 'ci', state: 'PENDING' });
    type Threads = { readonly nodes: readonly unknown[]; readonly pageInfo: { readonly startCursor: string } };
    const page = async (before: string | null) => {
      const text =
        'query($id: ID!, $before: String) { node(id: $id) { ... on PullRequest { reviewThreads(last: 2, before: $before) { totalCount pageInfo { hasPreviousPage startCursor } nodes { path } } } } }';
      const { data } = await query(text, { id: pullRequest.nodeId, before });
      return (data as { readonly node: { readonly reviewThreads: Threads } }).node.reviewThreads;
    };
    const last = await page(null);
    expect(last).toMatchObject({ totalCount: 5, nodes: [{ path: '4.ts' }, { path: '5.ts' }], pageInfo: { hasPreviousPage: true } });
    expect(await page(last.pageInfo.startCursor)).toMatchObject({ nodes: [{ path: '2.ts' }, { path: '3.ts' }] });
  });

  test('points are counted, and none are lent', async () => {
    github.account().used.graphql = 5_000;
    expect(await query('{ viewer { login } }')).toMatchObject({ errors: [{ type: 'RATE_LIMITED' }] });
  });

  test('a query GitHub does not know is a violation', async () => {
    expect((await query('{ viewer { nickname } }')).errors).toHaveLength(1);
    expect(github.usage.violations.splice(0)).toHaveLength(1);
  });
});

describe('git', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'ao-github-clone-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], {
      cwd: directory,
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0' },
    });

  async function cloneAndPush(url: string, branch: string, text: string) {
    await git('clone', '--quiet', url, '.');
    await git('checkout', '--quiet', '-b', branch);
    writeFileSync(join(directory, 'README.md'), text);
    await git('commit', '--quiet', '-am', 'Change');
    await git('push', '--quiet', 'origin', branch);
  }

  test('a push moves the pull request, and its conflict is true', async () => {
    const repository = await github.createRepository();
    await cloneAndPush(github.gitUrlWithToken(repository), 'ao/shop-1/work', 'One.\n');
    const opened = await rest('/repos/acme/shop/pulls', {
      method: 'POST',
      body: JSON.stringify({ title: 'One', head: 'ao/shop-1/work', base: 'main' }),
    });
    expect(opened).toMatchObject({ status: 201, body: { number: 1, mergeable: null } });
    expect(await rest('/repos/acme/shop/pulls/1')).toMatchObject({ body: { mergeable: null } });
    expect(await rest('/repos/acme/shop/pulls/1')).toMatchObject({ body: { mergeable: true } });
    await repository.git?.commit({ branch: 'main', files: { 'README.md': 'Two.\n' }, message: 'Other' });
    writeFileSync(join(directory, 'README.md'), 'Three.\n');
    await git('commit', '--quiet', '-am', 'More');
    await git('push', '--quiet', 'origin', 'ao/shop-1/work');
    await rest('/repos/acme/shop/pulls/1');
    expect(await rest('/repos/acme/shop/pulls/1')).toMatchObject({ body: { mergeable: false, mergeable_state: 'dirty' } });
    expect(await rest('/repos/acme/shop/pulls/1/merge', { method: 'PUT', body: '{}' })).toMatchObject({ status: 405 });
  });

  test.each(['merge', 'squash', 'rebase'])('%s puts the work onto the base branch', async (method) => {
    const repository = await github.createRepository();
    await cloneAndPush(github.gitUrlWithToken(repository), 'work', 'One.\n');
    const pullRequest = openPullRequest(github.state, repository, { branch: 'work' });
    await repository.git?.commit({ branch: 'main', files: { other: 'Two.\n' }, message: 'Other' });
    const merge = (sha: string) =>
      rest('/repos/acme/shop/pulls/1/merge', { method: 'PUT', body: JSON.stringify({ merge_method: method, sha }) });
    expect(await merge('0'.repeat(40))).toMatchObject({ status: 409 });
    expect(await merge(pullRequest.headCommit)).toMatchObject({ status: 200, body: { merged: true } });
    await git('fetch', '--quiet');
    const { stdout } = await git('show', 'origin/main:README.md', 'origin/main:other');
    expect(stdout).toBe('One.\nTwo.\n');
    expect(pullRequest).toMatchObject({ state: 'MERGED', mergeCommit: (await git('rev-parse', 'origin/main')).stdout.trim() });
  });

  test('without a token nothing can be pushed, and nothing private be read', async () => {
    const repository = await github.createRepository();
    await expect(cloneAndPush(github.gitUrl(repository), 'work', 'One.\n')).rejects.toThrow(
      /could not read Username|Authentication failed/,
    );
    const hidden = await github.createRepository({ name: 'hidden', isPrivate: true });
    await expect(git('ls-remote', github.gitUrl(hidden))).rejects.toThrow(/could not read Username|Authentication failed/);
  });
});
