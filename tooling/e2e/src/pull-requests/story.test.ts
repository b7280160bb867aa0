import { addCheckRun, addThread, rerunCheck } from '@ao/github-stand-in';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPullRequestHome, type PullRequestHome } from './pull-request-home.ts';

/** As a job of GitHub Actions tells it: the error in the middle, and clean-up behind it. */
const FAILED_LOG = [
  '2026-11-23T10:00:00.0000000Z ##[group]Run make check',
  '2026-11-23T10:00:01.0000000Z make check',
  '2026-11-23T10:00:02.0000000Z ##[endgroup]',
  '2026-11-23T10:00:03.0000000Z \u001b[31m AssertionError: expected 12.34, got 12.339999 \u001b[0m',
  '2026-11-23T10:00:03.1000000Z     at round (cart.ts:12:5)',
  '2026-11-23T10:00:04.0000000Z ##[error]Process completed with exit code 1.',
  '2026-11-23T10:00:05.0000000Z Post job cleanup.',
  ...Array.from({ length: 30 }, (_, line) => `2026-11-23T10:00:05.0000000Z [command]/usr/bin/git config --local --unset ${line}`),
].join('\r\n');

let world: PullRequestHome;
beforeEach(async () => {
  world = await createPullRequestHome();
});
afterEach(() => world[Symbol.asyncDispose](), 60_000);

test('from the first push to the merge: what goes wrong is told once, in time, with its reason', { timeout: 120_000 }, async () => {
  const { home, github } = world;
  const { session, pullRequest } = await world.spawnWithPullRequest();
  await expect.poll(() => world.line(session), { timeout: 30_000, interval: 200 }).toContain('#1');

  const run = addCheckRun(github.state, pullRequest, { name: 'build', status: 'IN_PROGRESS' });
  await expect.poll(() => world.line(session), { timeout: 20_000, interval: 200 }).toMatch(/#1/);
  Object.assign(run, { status: 'COMPLETED', conclusion: 'FAILURE', log: FAILED_LOG });
  const [failure] = await world.told(session, 1);
  expect(failure?.text).toContain('expected 12.34, got 12.339999');
  expect(failure?.text).not.toContain('\u001b');
  expect(failure?.text).not.toContain('git config --local');
  await expect.poll(() => world.line(session), { timeout: 20_000, interval: 200 }).toMatch(/ci failed +#1/);

  const before = pullRequest.headCommit;
  await home.ao(['send', session, '[[write cart.txt exact]] [[commit Fix]] [[run git push -q origin HEAD]]', '--wait']);
  await expect.poll(() => pullRequest.headCommit, { timeout: 20_000 }).not.toBe(before);
  rerunCheck(github.state, pullRequest, run, { commit: pullRequest.headCommit, conclusion: 'SUCCESS', log: null });

  const thread = addThread(github.state, pullRequest, { path: 'cart.txt', line: 1, body: 'Please name the unit.' });
  const [, review] = await world.told(session, 2);
  expect(review?.text).toContain('> Please name the unit.');
  await world.askedAgain(4);
  expect(await world.messages(session)).toHaveLength(2);

  thread.isResolved = true;
  await world.look();
  expect(await world.messages(session)).toHaveLength(2);
  expect((await home.ao(['pr', 'ls'])).stdout).toMatch(/#1/);

  await world.rests(session);
  const merged = await home.ao(['pr', 'merge', '1', '--yes']);
  expect(merged).toMatchObject({ code: 0 });
  expect(pullRequest.state).toBe('MERGED');
  const [, , end] = await world.told(session, 3);
  expect(end?.text).toMatch(/merged/i);
  await expect.poll(() => world.line(session), { timeout: 20_000, interval: 200 }).toMatch(/merged +#1/);
});

test('after the merge a session ends by itself where the project wants that, and its worktree is kept', { timeout: 90_000 }, async () => {
  await world.react({ afterMerge: 'end' });
  const { session, pullRequest } = await world.spawnWithPullRequest();
  await expect.poll(() => world.line(session), { timeout: 30_000, interval: 200 }).toContain('#1');
  addCheckRun(world.github.state, pullRequest, { name: 'build' });
  await world.rests(session);
  expect(await world.home.ao(['pr', 'merge', '1', '--yes'])).toMatchObject({ code: 0 });
  type Document = {
    readonly session: {
      readonly phase: string;
      readonly end: { readonly reason: string } | null;
      readonly workspace: { readonly state: string };
    };
  };
  const get = async () => (await world.home.json<Document>(['session', 'get', session])).session;
  await expect.poll(async () => (await get()).phase, { timeout: 30_000, interval: 200 }).toBe('ended');
  expect(await get()).toMatchObject({ end: { reason: 'merged' }, workspace: { state: 'present' } });
});
