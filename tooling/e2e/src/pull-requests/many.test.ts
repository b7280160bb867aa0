import { addCheckRun, addThread, openPullRequest, syncWithGit } from '@ao/github-stand-in';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPullRequestHome, type PullRequestHome } from './pull-request-home.ts';

let world: PullRequestHome;
beforeEach(async () => {
  world = await createPullRequestHome();
});
afterEach(() => world[Symbol.asyncDispose](), 60_000);

test('300 checks and 200 threads are one bounded message, for a bounded number of questions', { timeout: 120_000 }, async () => {
  const { github } = world;
  const { session, pullRequest } = await world.spawnWithPullRequest();
  await expect.poll(() => world.line(session), { timeout: 30_000, interval: 200 }).toContain('#1');
  const before = { asked: world.asked(), points: github.account().used.graphql };
  for (let number = 1; number <= 300; number += 1) {
    const fails = number % 10 === 0;
    addCheckRun(github.state, pullRequest, {
      name: `job ${number}`,
      conclusion: fails ? 'FAILURE' : 'SUCCESS',
      log: fails ? `error in ${number}\r\n##[error]Process completed with exit code 1.\r\n` : null,
    });
  }
  for (let number = 1; number <= 200; number += 1) {
    addThread(github.state, pullRequest, {
      path: `src/file-${number}.ts`,
      line: number,
      body: `Remark ${number}: rename it.`,
      isResolved: number % 4 === 0,
    });
  }
  const [message] = await world.told(session, 1);
  expect(Buffer.byteLength(message?.text ?? '')).toBeLessThanOrEqual(16 * 1024);
  // What there is no room for is counted, not left out in silence.
  expect(message?.text).toMatch(/\d+ more/);
  expect(world.asked() - before.asked).toBeLessThan(120);
  expect(github.account().used.graphql - before.points).toBeLessThan(120);
  await world.look();
  await world.look();
  expect((await world.messages(session)).length).toBeLessThanOrEqual(2);
  expect((await world.home.ao(['pr', 'get', '1'])).code).toBe(0);
});

test('two that stand on each other: both belong to their session, and what is said about one names it', {
  timeout: 120_000,
}, async () => {
  const { home, repository, github } = world;
  const lower = await world.spawnWithPullRequest({ title: 'Lower' });
  await world.rests(lower.session);
  const branch = `ao/${lower.session}/upper`;
  const prompt = `[[run git checkout -q -b ${branch}]] [[write upper.txt more]] [[commit Upper]] [[run git push -q origin HEAD]] [[run gh pr create --title Upper --base ${lower.pullRequest.branch}]]`;
  await home.ao(['send', lower.session, prompt, '--wait']);
  await expect.poll(() => repository.lastNumber, { timeout: 20_000 }).toBe(2);
  await expect.poll(() => world.line(lower.session), { timeout: 30_000, interval: 200 }).toMatch(/#1.*#2|#2.*#1/);
  const upper = repository.pullRequests.get(2);
  if (upper === undefined) throw new Error('it was opened');
  addThread(github.state, upper, { body: 'About the upper one.' });
  const [message] = await world.told(lower.session, 1);
  expect(message?.text).toContain('> About the upper one.');
  expect(message?.text).toContain('#2');
});

test('a pull request is claimed by its number, refused to a second session, and taken over when that is said', {
  timeout: 120_000,
}, async () => {
  const { home, repository, github } = world;
  for (let count = 0; count < 2; count += 1) await home.ao(['spawn', '[[say hi]]', '--wait', '--timeout', '30s']);
  await repository.git?.commit({ branch: 'feature', from: 'main', files: { 'feature.txt': 'x\n' }, message: 'Feature' });
  await syncWithGit(github.state, repository);
  const pullRequest = openPullRequest(github.state, repository, { branch: 'feature', author: { login: 'ann' } });
  await world.look();
  expect(await world.line('shop-1')).not.toContain('#1');
  expect(await home.ao(['pr', 'claim', 'shop-1', '1'])).toMatchObject({ code: 0 });
  expect(await world.line('shop-1')).toContain('#1');
  expect((await home.ao(['pr', 'claim', 'shop-2', '1'])).code).not.toBe(0);
  expect(await world.line('shop-1')).toContain('#1');
  expect(await home.ao(['pr', 'claim', 'shop-2', '1', '--take-over'])).toMatchObject({ code: 0 });
  expect([await world.line('shop-1'), await world.line('shop-2')]).toEqual([
    expect.not.stringContaining('#1'),
    expect.stringContaining('#1'),
  ]);
  addThread(github.state, pullRequest, { body: 'Who looks after this?' });
  await world.look();
  await world.told('shop-2', 1);
  expect(await world.messages('shop-1')).toEqual([]);
});
