import { afterEach, expect, test, vi } from 'vitest';
import { activitySignal, createWatchedWorld, type ScriptedAgentAbilities } from './__fixtures__/watched-world.ts';

let stop = new AbortController();
const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);
afterEach(() => {
  stop.abort();
  process.off('unhandledRejection', note);
});

/** A world whose stores cannot be read between `breakStores` and `mendStores`. */
function watched(abilities: ScriptedAgentAbilities) {
  const world = createWatchedWorld(abilities);
  stop = new AbortController();
  unhandled.length = 0;
  process.on('unhandledRejection', note);
  const fail = () => {
    throw new Error('disk I/O error');
  };
  let spies: { mockRestore(): void }[] = [];
  return {
    ...world,
    start: () => world.observer.run(stop.signal),
    breakStores: () => {
      spies = [
        vi.spyOn(world.stores.sessions, 'get').mockImplementation(fail),
        vi.spyOn(world.stores.messages, 'sessionsWithOpen').mockImplementation(fail),
      ];
    },
    mendStores: () => {
      for (const spy of spies) spy.mockRestore();
    },
    settled: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

test('a database that cannot be read for a while does not end the daemon, and the interface is followed again', async () => {
  const { spawn, start, clock, scriptedInterface, breakStores, mendStores, settled, factsOf } = watched({ hooks: false, follows: true });
  const id = spawn();
  void start();
  await clock.advance(10);
  breakStores();
  scriptedInterface.connections[0]?.cut('gone');
  await clock.advance(5_000);
  await settled();
  mendStores();
  expect(unhandled).toEqual([]);
  await clock.advance(15_000);
  scriptedInterface.connections.at(-1)?.say(activitySignal(clock.now(), 'idle', 'api'));
  await clock.advance(10);
  expect(factsOf(id)).toMatchObject({ activity: 'idle', source: 'api' });
});

test('nor is a session left unlooked at for ever', async () => {
  let state: 'active' | 'idle' = 'active';
  const { clock, ...world } = watched({ status: () => activitySignal(clock.now(), state, 'status_file') });
  const id = world.spawn();
  void world.start();
  await clock.advance(5_000);
  expect(world.factsOf(id).activity).toBe('active');
  world.breakStores();
  await clock.advance(20_000);
  world.mendStores();
  state = 'idle';
  await clock.advance(20_000);
  expect(world.factsOf(id).activity).toBe('idle');
});

test('at the start, what ended sessions left is no reason to end the daemon', async () => {
  const { start, clock, breakStores, mendStores, settled, logger } = watched({});
  breakStores();
  void start();
  await clock.advance(10);
  await settled();
  mendStores();
  expect(unhandled).toEqual([]);
  expect(logger.lines).toMatchObject([{ level: 'error' }]);
});
