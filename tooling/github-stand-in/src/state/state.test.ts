import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  addCheckRun,
  addIssue,
  addReview,
  addStatus,
  addThread,
  addThreadComment,
  type GitHubStandIn,
  hideRepository,
  moveHead,
  openPullRequest,
  removeRepository,
  rerunCheck,
  startGitHubStandIn,
} from '../index.ts';

let github: GitHubStandIn;
beforeEach(async () => {
  github = await startGitHubStandIn();
});
afterEach(() => github.close());

async function ask(path: string, token = github.token) {
  const response = await fetch(`${github.url}/api/v3${path}`, { headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, body: await response.json() };
}

async function poll(id: string, fields: string, token = github.token) {
  const query = `query($id: ID!) { node(id: $id) { ... on PullRequest { ${fields} } } }`;
  const response = await fetch(`${github.url}/api/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables: { id } }),
  });
  return (await response.json()) as {
    readonly data: { readonly node: Record<string, unknown> | null };
    readonly errors?: readonly object[];
  };
}

const ROLLUP =
  'commits(last: 1) { nodes { commit { oid statusCheckRollup { state contexts(first: 10) { totalCount nodes { ... on CheckRun { databaseId name conclusion } } } } } } }';

async function opened() {
  const repository = await github.createRepository({ files: null });
  return { repository, pullRequest: openPullRequest(github.state, repository, { branch: 'work' }) };
}

test('a check that runs again is another run of the same name; both are listed, the last one counts', async () => {
  const { pullRequest } = await opened();
  const first = addCheckRun(github.state, pullRequest, { name: 'test', conclusion: 'FAILURE', log: 'no', workflow: 'Nightly' });
  const second = rerunCheck(github.state, pullRequest, first, { conclusion: 'SUCCESS' });
  expect(second).toMatchObject({ name: 'test', workflow: 'Nightly', conclusion: 'SUCCESS', commit: first.commit });
  expect(second.databaseId).not.toBe(first.databaseId);
  expect(first.conclusion).toBe('FAILURE');
  const { data } = await poll(pullRequest.nodeId, ROLLUP);
  expect(JSON.stringify(data)).toContain('"totalCount":2');
});

test('a repository made private is unknown to all but some, and comes back with all that hangs on it', async () => {
  const { repository, pullRequest } = await opened();
  github.addToken('ghp_other', { login: 'other' });
  hideRepository(repository, ['ghp_other']);
  expect(await ask('/repos/acme/shop')).toMatchObject({ status: 404 });
  expect((await poll(pullRequest.nodeId, 'number')).errors).toMatchObject([{ type: 'NOT_FOUND' }]);
  expect(await ask('/repos/acme/shop', 'ghp_other')).toMatchObject({ status: 200, body: { private: true } });
  hideRepository(repository, null);
  expect(await ask('/repos/acme/shop/pulls/1')).toMatchObject({ status: 200, body: { number: 1 } });
});

test('a token that may only read is refused the checks, and told so for that field alone', async () => {
  const { repository, pullRequest } = await opened();
  repository.readOnlyFor = [github.token];
  addStatus(github.state, pullRequest, { context: 'ci', state: 'SUCCESS' });
  const { data, errors } = await poll(pullRequest.nodeId, `number ${ROLLUP}`);
  expect(data.node).toMatchObject({ number: 1, commits: { nodes: [{ commit: { statusCheckRollup: null } }] } });
  expect(errors).toMatchObject([{ type: 'FORBIDDEN' }]);
});

test('a push leaves reviews of the old head, makes threads outdated and the conflict unknown', async () => {
  const { pullRequest } = await opened();
  addReview(github.state, pullRequest, { state: 'CHANGES_REQUESTED' });
  const thread = addThread(github.state, pullRequest, { body: 'Rename it', line: null });
  addThreadComment(github.state, thread, { body: 'Done', author: null });
  await ask('/repos/acme/shop/pulls/1');
  expect(pullRequest.conflict).toBe('MERGEABLE');
  const before = pullRequest.headCommit;
  moveHead(github.state, pullRequest, 'd'.repeat(40));
  expect(pullRequest).toMatchObject({ headCommit: 'd'.repeat(40), conflict: 'UNKNOWN', reviews: [{ commit: before }] });
  expect(thread.isOutdated).toBe(true);
  moveHead(github.state, pullRequest, undefined);
  expect(pullRequest.headCommit).toBe('d'.repeat(40));
});

test('a review decides only where a rule wants one, and the last opinion of each reviewer counts', async () => {
  const { repository, pullRequest } = await opened();
  const decision = async () => (await poll(pullRequest.nodeId, 'reviewDecision')).data.node?.['reviewDecision'];
  addReview(github.state, pullRequest, { state: 'APPROVED' });
  expect(await decision()).toBeNull();
  repository.requiresReview = true;
  expect(await decision()).toBe('APPROVED');
  addReview(github.state, pullRequest, { state: 'CHANGES_REQUESTED', author: { login: 'ann' } });
  expect(await decision()).toBe('CHANGES_REQUESTED');
  addReview(github.state, pullRequest, { state: 'COMMENTED', author: { login: 'ann' } });
  expect(await decision()).toBe('CHANGES_REQUESTED');
  addReview(github.state, pullRequest, { state: 'DISMISSED', author: { login: 'ann' } });
  expect(await decision()).toBe('APPROVED');
});

test('a required check blocks the merge until it has passed on the head commit', async () => {
  const { repository, pullRequest } = await opened();
  repository.requiredChecks = ['test'];
  repository.ruleSetChecks = ['lint'];
  const merge = async () =>
    (
      await fetch(`${github.url}/api/v3/repos/acme/shop/pulls/1/merge`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${github.token}` },
        body: '{}',
      })
    ).status;
  expect(await merge()).toBe(405);
  addCheckRun(github.state, pullRequest, { name: 'test', commit: 'e'.repeat(40) });
  addCheckRun(github.state, pullRequest, { name: 'lint' });
  expect(await merge()).toBe(405);
  addCheckRun(github.state, pullRequest, { name: 'test' });
  expect(await merge()).toBe(200);
  expect(await merge()).toBe(405);
});

test('a fork that was deleted leaves its pull request without a source', async () => {
  const parent = await github.createRepository({ files: null });
  const fork = await github.createRepository({ owner: 'ann', parent, files: null });
  const pullRequest = openPullRequest(github.state, parent, { branch: 'work', from: fork });
  expect((await poll(pullRequest.nodeId, 'isCrossRepository headRepository { nameWithOwner }')).data.node).toEqual({
    isCrossRepository: true,
    headRepository: { nameWithOwner: 'ann/shop' },
  });
  removeRepository(github.state, fork);
  expect((await poll(pullRequest.nodeId, 'headRepository { nameWithOwner }')).data.node).toEqual({ headRepository: null });
});

test('issues and pull requests share their numbers', async () => {
  const { repository } = await opened();
  expect(addIssue(github.state, repository).number).toBe(2);
  expect(openPullRequest(github.state, repository, { branch: 'more' }).number).toBe(3);
  expect(() => openPullRequest(github.state, { ...repository, git: {} as never }, { branch: 'nowhere' })).toThrow('has no branch nowhere');
});

test('a revoked token is nobody, and without network nothing answers until it is back', async () => {
  const { repository } = await opened();
  github.revokeToken(github.token);
  expect(await ask('/user')).toMatchObject({ status: 401, body: { message: 'Bad credentials' } });
  github.addToken(github.token);
  await github.goOffline();
  await github.goOffline();
  await expect(ask('/user')).rejects.toThrow(/fetch failed/);
  await github.goOnline();
  await github.goOnline();
  expect(await ask(`/repos/${repository.owner}/${repository.name}`)).toMatchObject({ status: 200 });
});
