import { addThread } from '@ao/github-stand-in';
import { afterEach, expect, test } from 'vitest';
import { createPullRequestHome, type PullRequestHome } from './pull-request-home.ts';

let world: PullRequestHome;
afterEach(() => world[Symbol.asyncDispose](), 60_000);

const PROMPT = '[[write cart.txt totals]] [[commit Work]] [[run git push -q origin HEAD]] [[run gh pr create --title Cart]]';

interface Noticed {
  readonly notices: readonly { readonly kind: string; readonly text: string }[];
}

const blindNotices = async (): Promise<readonly string[]> =>
  (await world.home.json<Noticed>(['notices'])).notices.map(({ text }) => text).filter((text) => /token|log in|gh auth login/i.test(text));

/** As somebody who has just logged in and looks whether that helped. */
async function lookedLine(): Promise<string> {
  await world.look();
  return world.line('shop-1');
}

async function lookedMessages(): Promise<number> {
  await world.look();
  return (await world.messages('shop-1')).length;
}

test('without a token it is told once, and once there is one everything goes on', { timeout: 120_000 }, async () => {
  world = await createPullRequestHome({ isLoggedIn: false });
  const { home, github } = world;
  await home.ao(['spawn', '[[write cart.txt totals]] [[commit Work]] [[run git push -q origin HEAD]]', '--wait', '--timeout', '30s']);
  for (let look = 0; look < 3; look += 1) await world.look();
  expect(github.usage.requests.filter(({ kind }) => kind !== 'git')).toEqual([]);
  expect((await home.ao(['doctor'])).stdout).toMatch(/no token|gh auth login/i);
  expect(await blindNotices()).toHaveLength(1);

  world.logIn(github.token);
  await home.ao(['send', 'shop-1', '[[run gh pr create --title Cart]]', '--wait']);
  await expect.poll(lookedLine, { timeout: 30_000, interval: 500 }).toContain('#1');
  expect(await blindNotices()).toHaveLength(1);
});

test('a token that is revoked is told, and a new one is taken without a restart', { timeout: 120_000 }, async () => {
  world = await createPullRequestHome();
  const { home, github, repository } = world;
  await home.ao(['spawn', PROMPT, '--wait', '--timeout', '30s']);
  await expect.poll(() => world.line('shop-1'), { timeout: 30_000, interval: 200 }).toContain('#1');
  github.revokeToken(github.token);
  await world.look();
  await world.look();
  expect((await home.ao(['doctor'])).stdout).toMatch(/refused|not take|gh auth login/i);
  expect(await world.line('shop-1')).toContain('#1');

  github.addToken('ghp_next000000000000000000000000000000000', { login: 'octo' });
  world.logIn('ghp_next000000000000000000000000000000000');
  const pullRequest = repository.pullRequests.get(1);
  if (pullRequest === undefined) throw new Error('it was opened');
  addThread(github.state, pullRequest, { body: 'Still there?' });
  await expect.poll(lookedMessages, { timeout: 30_000, interval: 500 }).toBe(1);
  const [message] = await world.told('shop-1', 1);
  expect(message?.text).toContain('> Still there?');
});
