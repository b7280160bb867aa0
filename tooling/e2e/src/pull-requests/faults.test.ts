import { addCheckRun, addThread } from '@ao/github-stand-in';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPullRequestHome, type PullRequestHome } from './pull-request-home.ts';

let world: PullRequestHome;
beforeEach(async () => {
  world = await createPullRequestHome();
});
afterEach(() => world[Symbol.asyncDispose](), 60_000);

async function found(): Promise<Awaited<ReturnType<PullRequestHome['spawnWithPullRequest']>>> {
  const opened = await world.spawnWithPullRequest();
  await expect.poll(() => world.line(opened.session), { timeout: 30_000, interval: 200 }).toContain(`#${opened.pullRequest.number}`);
  return opened;
}

test('one that is gone, checks that may not be read: all else of the batch is seen, and nothing is guessed', {
  timeout: 120_000,
}, async () => {
  const [gone, other] = [await found(), await world.spawnWithPullRequest({ title: 'Second' })];
  await expect.poll(() => world.line(other.session), { timeout: 30_000, interval: 200 }).toContain('#2');
  world.repository.pullRequests.delete(gone.pullRequest.number);
  addThread(world.github.state, other.pullRequest, { body: 'Seen all the same.' });
  await world.look();
  expect((await world.told(other.session, 1))[0]?.text).toContain('> Seen all the same.');
  expect(await world.messages(gone.session)).toEqual([]);

  world.repository.readOnlyFor = [world.github.token];
  addCheckRun(world.github.state, other.pullRequest, { name: 'build', conclusion: 'FAILURE' });
  await world.look();
  expect((await world.home.ao(['pr', 'get', '2'])).stdout).toMatch(/^checks +unknown$/m);
  expect(await world.messages(other.session)).toHaveLength(1);
});

test('a host that answers with 502, half answers, cut connections and limits is waited for; nothing is told wrongly', {
  timeout: 120_000,
}, async () => {
  const { session, pullRequest } = await found();
  for (const effect of [
    { type: 'status', status: 502 },
    { type: 'half_answer' },
    { type: 'reset' },
    { type: 'graphql_error', message: 'Something went wrong while executing your query.' },
  ] as const) {
    world.github.faults.add({ on: 'graphql', effect });
    world.github.faults.add({ on: 'rest', effect });
  }
  addThread(world.github.state, pullRequest, { body: 'After the storm.' });
  expect((await world.told(session, 1))[0]?.text).toContain('> After the storm.');
  expect(await world.messages(session)).toHaveLength(1);
  expect(await world.line(session)).toContain('#1');
});

test('without network everything stays as it was, commands answer at once, and it goes on when it is back', {
  timeout: 120_000,
}, async () => {
  const { home, github } = world;
  const { session, pullRequest } = await found();
  await github.goOffline();
  addCheckRun(github.state, pullRequest, {
    name: 'build',
    conclusion: 'FAILURE',
    log: 'boom\r\n##[error]Process completed with exit code 1.\r\n',
  });
  await world.look();
  const asked = performance.now();
  expect(await world.line(session)).toContain('#1');
  expect(performance.now() - asked).toBeLessThan(3_000);
  expect((await home.ao(['spawn', '[[say without network]]', '--wait', '--timeout', '30s'])).code).toBe(0);
  expect(await world.messages(session)).toEqual([]);
  await github.goOnline();
  await world.look();
  expect((await world.told(session, 1))[0]?.text).toContain('boom');
});
