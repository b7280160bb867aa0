import { addCheckRun, addThread, openPullRequest, syncWithGit } from '@ao/github-stand-in';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPullRequestHome, type PullRequestHome } from './pull-request-home.ts';

let world: PullRequestHome;
beforeEach(async () => {
  world = await createPullRequestHome();
});
afterEach(() => world[Symbol.asyncDispose](), 60_000);

test('what the commands show of a pull request, and do with it', { timeout: 120_000 }, async () => {
  const { home, github } = world;
  const { session, pullRequest } = await world.spawnWithPullRequest();
  addCheckRun(github.state, pullRequest, { name: 'build', status: 'COMPLETED', conclusion: 'FAILURE' });
  const thread = addThread(github.state, pullRequest, { path: 'cart.txt', line: 1, body: 'Please name the unit.' });
  await world.told(session, 1);

  await expect.poll(() => world.line(session), { timeout: 20_000, interval: 200 }).toMatch(/ci failed #1 .*told the agent, 1 of 3/);
  const list = await home.ao(['pr', 'ls']);
  expect(list.stdout).toMatch(/shop#1 +shop-1 +checks fail +1 failed .*Round cart totals +told the agent, 1 of 3, 1 open thread/);
  expect((await home.ao(['session', 'get', session])).stdout).toMatch(/#1 open .*told the agent, 1 of 3/);
  const shown = await home.ao(['pr', 'get', session]);
  expect(shown.stdout).toMatch(/failed {2}.*build/);
  expect(shown.stdout).toMatch(/> Please name the unit\./);
  const why = await home.ao(['pr', 'explain', '1']);
  expect(why.stdout).toMatch(/ci +told the agent .*it was not told before; \S+ acknowledged, message 1 in a row/);
  expect(why.stdout).toMatch(/host +\S+: seeing as \S+, \d+ of \d+ questions left/);

  const muted = await home.ao(['pr', 'mute', session, '--kind', 'review']);
  expect(muted.stdout).toMatch(/^Muted for shop-1: review\./);
  addThread(github.state, pullRequest, { path: 'cart.txt', line: 1, body: 'And this too.' });
  await world.look();
  await world.askedAgain(4);
  expect(await world.messages(session)).toHaveLength(1);
  expect((await home.ao(['pr', 'explain', '1'])).stdout).toMatch(/review +not told .*switched it off/);

  expect(await home.ao(['pr', 'resolve', '1', '--all'])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^2 threads of \S+ resolved\./),
  });
  expect(thread.isResolved).toBe(true);
  expect((await home.ao(['pr', 'resolve', '1', '--all'])).code).toBe(5);
  expect((await home.ao(['pr', 'retry', '1', '--kind', 'ci'])).stdout).toMatch(/may be told again about .*: ci\./);

  const stale = await home.ao(['pr', 'merge', '1', '--yes', '--head', 'a'.repeat(40)]);
  expect(stale).toMatchObject({ code: 5, stderr: expect.stringMatching(/pushed since/) });
  expect((await home.ao(['pr', 'merge', '1'])).code).toBe(2);
  expect(pullRequest.state).toBe('OPEN');
  const merged = await home.json<{ readonly merged: boolean; readonly commit: string }>(['pr', 'merge', '1', '--yes']);
  expect(merged).toMatchObject({ merged: true, commit: expect.stringMatching(/^[0-9a-f]{40}$/) });
  expect((await home.ao(['pr', 'ls'])).stdout).toMatch(/No session has an open pull request/);
  expect((await home.ao(['pr', 'ls', '--all'])).stdout).toMatch(/#1 +shop-1 +merged/);
});

test('a pull request of a person is given to a session, taken over and released', { timeout: 120_000 }, async () => {
  const { home, github, repository } = world;
  await repository.git?.commit({ branch: 'patch-1', from: 'main', files: { 'patch.txt': 'x\n' }, message: 'Patch' });
  await syncWithGit(github.state, repository);
  const pullRequest = openPullRequest(github.state, repository, { branch: 'patch-1', author: { login: 'mallory' } });
  const start = async (...more: readonly string[]) =>
    (await home.json<{ readonly session: { readonly id: string } }>(['spawn', '[[say ready]]', ...more])).session.id;
  const one = await start();
  const claimed = await home.ao(['pr', 'claim', one, `${repository.owner}/${repository.name}#${pullRequest.number}`]);
  expect(claimed).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/belongs to shop-1 now\.\nIts worktree is on another branch than patch-1/),
  });
  addCheckRun(github.state, pullRequest, { name: 'build', status: 'COMPLETED', conclusion: 'FAILURE' });
  expect((await world.told(one, 1))[0]?.text).toMatch(/build/);

  const two = await start();
  expect(await home.ao(['pr', 'claim', two, '1'])).toMatchObject({
    code: 5,
    stderr: expect.stringMatching(/belongs to shop-1, which is running/),
  });
  const three = await home.ao(['spawn', '[[say ready]]', '--claim-pr', '1']);
  expect(three.stdout).toMatch(/belongs to shop-3 now, taken from shop-1/);
  expect((await home.ao(['pr', 'ls'])).stdout).toMatch(/#1 +shop-3/);
  expect((await home.ao(['pr', 'release', '1'])).stdout).toMatch(/belongs to no session now/);
  expect((await home.ao(['pr', 'ls', '--all'])).stdout).toMatch(/No session has/);
});
