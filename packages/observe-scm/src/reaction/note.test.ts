import { expect, test } from 'vitest';
import { createObservedWorld, MINUTE } from '../__fixtures__/observed-world.ts';
import { check, checks } from '../__fixtures__/scripted-scm.ts';

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
