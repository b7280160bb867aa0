import { describe, expect, test } from 'vitest';
import { createObservedWorld } from './__fixtures__/observed-world.ts';

describe('a pull request', () => {
  test('that a session opened is found, read, and belongs to it', async () => {
    const world = createObservedWorld();
    const id = world.spawn();
    const opened = world.open(id);
    world.start();
    await world.clock.advance(1_000);
    expect(world.pullRequestsOf(id)).toMatchObject([
      { facts: { id: opened.id, number: 1, ci: 'passing' }, origin: 'found', snapshot: { headCommit: 'a1' } },
    ]);
  });
});
