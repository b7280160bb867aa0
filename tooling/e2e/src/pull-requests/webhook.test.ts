import { addThread } from '@ao/github-stand-in';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPullRequestHome, type PullRequestHome } from './pull-request-home.ts';

let world: PullRequestHome;
beforeEach(async () => {
  // Looks by themselves come too late for this test.
  world = await createPullRequestHome({ env: { AO_PULL_REQUEST_INTERVAL: '30m' } });
});
afterEach(() => world[Symbol.asyncDispose](), 60_000);

test('a webhook is seen at once where looks are half an hour apart; what is not signed is refused', { timeout: 120_000 }, async () => {
  const { home, github } = world;
  const { session, pullRequest } = await world.spawnWithPullRequest();
  await expect.poll(() => world.line(session), { timeout: 30_000, interval: 200 }).toContain('#1');
  await world.rests(session);
  await world.look();
  const setup = await home.json<{ readonly secret: string; readonly url?: string }>(['webhook', 'github']);
  const url = `${world.client().address().url}/api/v1/webhooks/github`;

  const thread = addThread(github.state, pullRequest, { body: 'Sent by a webhook.' });
  const event = { name: 'pull_request_review_comment', action: 'created', thread } as const;
  expect(await github.sendWebhook({ url, secret: 'another' }, event)).toMatchObject({ status: 401 });
  expect(await github.sendWebhook({ url, secret: null }, event)).toMatchObject({ status: 401 });
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await world.messages(session)).toEqual([]);

  const sentAt = performance.now();
  const delivery = await github.sendWebhook({ url, secret: setup.secret }, event);
  expect(delivery).toMatchObject({ status: 202 });
  const [message] = await world.told(session, 1);
  expect(message?.text).toContain('> Sent by a webhook.');
  expect(performance.now() - sentAt).toBeLessThan(20_000);

  const again = await github.sendWebhook({ url, secret: setup.secret, deliveryId: delivery.deliveryId }, event);
  expect(JSON.parse(again.body)).toEqual({ outcome: 'duplicate' });
  expect(await world.messages(session)).toHaveLength(1);
});
