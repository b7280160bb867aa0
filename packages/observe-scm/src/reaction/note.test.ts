import { expect, test } from 'vitest';
import { createObservedWorld, MINUTE } from '../__fixtures__/observed-world.ts';
import { check, checks } from '../__fixtures__/scripted-scm.ts';

test('a message that stalled is not said to have told the agent, and people hear of it, until it is confirmed after all', async () => {
  const world = createObservedWorld();
  const id = world.spawn();
  const note = () => world.pullRequestsOf(id)[0]?.facts.note;
  const { id: pullRequest } = world.open(id, { checks: checks([check('test', { state: 'failed' })], 'a1') });
  world.start();
  world.setActivity(id, 'idle');
  await world.clock.advance(2 * MINUTE);
  const [message] = world.stores.messages.listForSession(id, 1);
  if (message === undefined) throw new Error('the agent was told');
  const step = (state: 'stalled' | 'acknowledged', evidence: string) =>
    world.stores.messages.advance(message.id, [state === 'stalled' ? 'queued' : 'stalled'], {
      receipt: { state, at: world.clock.now(), evidence, screen: null },
    });
  step('stalled', 'the daemon was stopped while typing it');
  world.change(pullRequest, { title: 'Another' });
  await world.clock.advance(5 * MINUTE);
  expect(note()).toMatchObject({ kind: 'ci', state: 'stalled' });
  const told = world.notices.raised.filter(({ key }) => key === `stalled:${message.id}`);
  expect(told).toMatchObject([
    { kind: 'escalation', sessionId: id, text: expect.stringMatching(/not certain .* stopped while typing it\. .*ao attach/) },
  ]);
  expect(world.notices.withdrawn).not.toContain(`stalled:${message.id}`);
  step('acknowledged', 'hook UserPromptSubmit');
  world.change(pullRequest, { title: 'Yet another' });
  await world.clock.advance(5 * MINUTE);
  expect(note()).toMatchObject({ kind: 'ci', state: 'told' });
  expect(world.notices.withdrawn).toContain(`stalled:${message.id}`);
});

test('a list says what the agent was told, and nothing any more when all is well or over', async () => {
  const world = createObservedWorld();
  const id = world.spawn();
  const note = () => world.pullRequestsOf(id)[0]?.facts.note;
  const { id: pullRequest } = world.open(id, { checks: checks([check('test', { state: 'failed' })], 'a1') });
  world.start();
  world.setActivity(id, 'idle');
  await world.clock.advance(2 * MINUTE);
  expect(note()).toMatchObject({ kind: 'ci', state: 'told', attempt: 1, of: 3 });
  world.change(pullRequest, { checks: checks([check('test')], 'a1') });
  await world.clock.advance(10 * MINUTE);
  expect(note()).toBeNull();
  world.change(pullRequest, { checks: checks([check('test', { state: 'failed' })], 'b2'), headCommit: 'b2' });
  await world.clock.advance(30 * MINUTE);
  expect(note()).toMatchObject({ kind: 'ci' });
  world.change(pullRequest, { state: 'merged' });
  await world.clock.advance(10 * MINUTE);
  expect(note()).toBeNull();
});
