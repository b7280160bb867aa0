import { describe, expect, test } from 'vitest';
import type { SessionId } from '@ao/domain';
import type { Messenger } from '@ao/ports';
import { activitySignal, createMemorySpool, createScriptedAgent, createWatchedWorld, promptSignal } from './__fixtures__/watched-world.ts';
import { createSpoolReader } from './spool-reader.ts';

function reader({ knowsAgent = true, fails = false } = {}) {
  const world = createWatchedWorld();
  const memory = createMemorySpool();
  const id = world.spawn();
  const acknowledged: string[] = [];
  const messenger: Pick<Messenger, 'acknowledge'> = {
    acknowledge(_id, { text }) {
      if (fails) throw new Error('disk full');
      acknowledged.push(text);
    },
  };
  const options = {
    stores: world.stores,
    lifecycle: world.lifecycle,
    clock: world.clock,
    logger: world.logger,
    messenger,
    spool: memory.spool,
    agents: () => (knowsAgent ? createScriptedAgent({}, world.clock).agent : null),
    runtimes: () => null,
    environment: () => ({}),
    contact: () => Promise.resolve(null),
    sightings: world.sightings,
  };
  return { ...world, ...memory, id, acknowledged, read: (session = id) => createSpoolReader(options, session) };
}

describe('reading a spool', () => {
  test('calls that come while it reads make it read once more, not once each', async () => {
    const { read, drop, id, reads, clock, acknowledged } = reader();
    const spool = read();
    drop(id, clock.now(), [promptSignal(clock.now(), 'one')]);
    const first = spool.drain();
    drop(id, clock.now(), [promptSignal(clock.now(), 'two')]);
    await Promise.all([first, spool.drain(), spool.drain(), spool.drain()]);
    expect([acknowledged, reads()]).toEqual([['one', 'two'], 2]);
  });

  test('a confirmation that could not be stored keeps its hook', async () => {
    const { read, drop, id, clock, entries, factsOf } = reader({ fails: true });
    drop(id, clock.now(), [promptSignal(clock.now(), 'one')]);
    await read().drain();
    expect([entries.length, factsOf(id).activity]).toEqual([1, 'active']);
  });

  test('hooks of an agent this daemon does not have wait', async () => {
    const { read, drop, id, clock, entries } = reader({ knowsAgent: false });
    drop(id, clock.now(), [activitySignal(clock.now(), 'idle')]);
    await read().drain();
    expect(entries).toHaveLength(1);
  });

  test('what a session that is gone has left is removed', async () => {
    const { read, drop, clock, entries } = reader();
    const gone = 'shop-99' as SessionId;
    drop(gone, clock.now(), [activitySignal(clock.now(), 'idle')]);
    await read(gone).drain();
    expect(entries).toEqual([]);
  });
});
