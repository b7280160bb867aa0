import { addThread, hideRepository, removeRepository, renameRepository } from '@ao/github-stand-in';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPullRequestHome, type PullRequestHome } from './pull-request-home.ts';

let world: PullRequestHome;
beforeEach(async () => {
  world = await createPullRequestHome();
});
afterEach(() => world[Symbol.asyncDispose](), 60_000);

test('a repository that was renamed is followed: known pull requests, and new ones', { timeout: 120_000 }, async () => {
  const first = await world.spawnWithPullRequest();
  await expect.poll(() => world.line(first.session), { timeout: 30_000, interval: 200 }).toContain('#1');
  renameRepository(world.github.state, world.repository, { owner: 'acme-inc', name: 'store' });
  addThread(world.github.state, first.pullRequest, { body: 'Moved.' });
  const [message] = await world.told(first.session, 1);
  expect(message?.text).toContain('> Moved.');
  const second = await world.spawnWithPullRequest({ title: 'Another' });
  await expect.poll(() => world.line(second.session), { timeout: 30_000, interval: 200 }).toContain('#2');
});

test.each(['private', 'deleted'] as const)(
  'a repository that is %s: what is known is kept and said to be unseen, and nothing is concluded',
  { timeout: 120_000 },
  async (how) => {
    const { session, pullRequest } = await world.spawnWithPullRequest();
    await expect.poll(() => world.line(session), { timeout: 30_000, interval: 200 }).toContain('#1');
    if (how === 'private') hideRepository(world.repository, []);
    else removeRepository(world.github.state, world.repository);
    await world.look();
    expect(await world.line(session)).toContain('#1');
    expect((await world.home.ao(['pr', 'explain', '1'])).stdout).toMatch(/does not exist, or the token may not know/);
    expect(await world.messages(session)).toEqual([]);
    if (how === 'deleted') return;
    hideRepository(world.repository, null);
    addThread(world.github.state, pullRequest, { body: 'Public again.' });
    await world.look();
    const [message] = await world.told(session, 1);
    expect(message?.text).toContain('> Public again.');
  },
);
