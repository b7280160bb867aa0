import { afterEach, describe, expect, test } from 'vitest';
import type { LaunchId } from '@ao/domain';
import { activitySignal, createWatchedWorld, promptSignal, type ScriptedAgentAbilities } from '../__fixtures__/watched-world.ts';

let stop = new AbortController();
afterEach(() => stop.abort());

function followed(abilities: ScriptedAgentAbilities = {}) {
  const world = createWatchedWorld({ hooks: false, follows: true, ...abilities });
  stop = new AbortController();
  const own = world.scriptedInterface;
  const launchReporting = () => world.launch(world.create(), { expectsSignals: true });
  return { ...world, own, spawn: launchReporting, start: () => world.observer.run(stop.signal) };
}

describe('the interface of an agent', () => {
  test('is followed from its launch on, and what it says is a fact as soon as it is said', async () => {
    const { create, launch, own, start, clock, factsOf } = followed();
    const id = create();
    void start();
    await clock.advance(10);
    expect(own.tries).toEqual([]);
    launch(id, { expectsSignals: true });
    await clock.advance(0);
    expect(own.connections.map(({ contact }) => contact.launchId)).toEqual([`launch-of-${id}`]);
    own.connections[0]?.say(activitySignal(clock.now(), 'idle', 'api'));
    await clock.advance(0);
    expect(factsOf(id)).toMatchObject({ launch: 'ready', activity: 'idle', source: 'api' });
  });

  test('of a session that ran on while the daemon was down is followed at the start', async () => {
    const { spawn, own, start, clock, factsOf } = followed();
    const id = spawn();
    own.present = () => [activitySignal(clock.now(), 'active', 'api')];
    void start();
    await clock.advance(0);
    expect(factsOf(id).activity).toBe('active');
  });

  test('confirms prompts', async () => {
    const { spawn, own, start, clock, acknowledged } = followed();
    const id = spawn();
    void start();
    await clock.advance(0);
    own.connections[0]?.say(promptSignal(clock.now(), 'go', 'api'));
    own.connections[0]?.say(promptSignal(clock.now(), 'on', 'api'));
    await clock.advance(0);
    expect(acknowledged).toEqual([`${id}: go`, `${id}: on`]);
  });

  test('is believed rather than a screen that lags behind, for as long as it speaks', async () => {
    const { spawn, own, start, clock, factsOf } = followed({ reading: () => ({ state: 'composer' }) });
    const id = spawn();
    void start();
    await clock.advance(0);
    own.connections[0]?.say(activitySignal(clock.now(), 'active', 'api'));
    await clock.advance(9_000);
    expect(factsOf(id).activity).toBe('active');
    own.refuses = 'gone';
    own.connections[0]?.cut('gone');
    await clock.advance(5_000);
    expect(factsOf(id)).toMatchObject({ activity: 'idle', source: 'screen' });
  });

  test('is heard beside hooks, and neither takes the place of the other', async () => {
    const { spawn, own, start, drop, clock, factsOf, acknowledged } = followed({ hooks: true });
    const id = spawn();
    void start();
    await clock.advance(10);
    own.connections[0]?.say(activitySignal(clock.now(), 'active', 'api'));
    drop(id, clock.now(), [promptSignal(clock.now(), 'go')]);
    await clock.advance(0);
    expect([factsOf(id).activity, acknowledged]).toEqual(['active', [`${id}: go`]]);
  });

  test('is tried again after growing pauses, and once it was reached, soon', async () => {
    const { spawn, own, start, clock, lifecycle } = followed();
    const id = spawn();
    lifecycle.observe(id, { type: 'launch_ready', at: clock.now(), launchId: `launch-of-${id}` as LaunchId });
    own.refuses = 'connection refused';
    void start();
    await clock.advance(120_000);
    const pauses = own.tries.map((at, index) => at - (own.tries[index - 1] ?? at)).slice(1);
    expect(pauses.slice(0, 3)).toEqual([250, 500, 1_000]);
    expect(pauses.slice(-3)).toEqual([10_000, 10_000, 10_000]);
    own.refuses = null;
    own.present = () => [activitySignal(clock.now(), 'idle', 'api')];
    await clock.advance(10_000);
    expect(own.connections).toHaveLength(1);
    own.connections[0]?.cut('reset by peer');
    await clock.advance(250);
    expect(own.connections).toHaveLength(1);
  });

  test('is tried every second while the agent starts', async () => {
    const { spawn, own, start, clock } = followed();
    spawn();
    own.refuses = 'connection refused';
    void start();
    await clock.advance(20_000);
    expect(own.tries.length).toBeGreaterThanOrEqual(20);
  });

  test('that fails again and again is written to the log once for each reason', async () => {
    const { spawn, own, start, clock, logger } = followed();
    spawn();
    own.refuses = 'connection refused';
    void start();
    await clock.advance(25_000);
    own.refuses = 'unauthorized';
    await clock.advance(25_000);
    const lines = logger.lines.map(({ level, message }) => `${level}: ${message}`);
    expect(lines.filter((line) => line.startsWith('debug: The interface'))).toHaveLength(2);
    expect(lines.filter((line) => line.startsWith('warn: The interface'))).toHaveLength(1);
  });

  test('is let go of when the session ends, and the one of the next launch is followed', async () => {
    const { spawn, launch, own, start, clock, lifecycle } = followed();
    const id = spawn();
    void start();
    await clock.advance(0);
    lifecycle.observe(id, { type: 'ended', at: clock.now(), reason: 'killed', message: null });
    await clock.advance(2_000);
    expect(own.connections).toEqual([]);
    const before = own.tries.length;
    await clock.advance(60_000);
    expect(own.tries.length).toBe(before);
    lifecycle.observe(id, { type: 'restore_begun', at: clock.now(), deadlineAt: clock.now() + 9_000 });
    launch(id, { launchId: 'second', expectsSignals: true });
    await clock.advance(0);
    expect(own.connections.map(({ contact }) => contact.launchId)).toEqual(['second']);
  });

  test('keeps nobody from stopping, also when the adapter does not listen', async () => {
    const { spawn, own, start, clock } = followed();
    spawn();
    own.isDeaf = true;
    const running = start();
    await clock.advance(1_000);
    stop.abort();
    await running;
    await clock.advance(0);
    expect(clock.pendingTimers()).toBe(0);
  });

  test('is not listened to any more once it was let go of', async () => {
    const { spawn, own, start, clock, factsOf, lifecycle, launch } = followed();
    const id = spawn();
    own.isDeaf = true;
    void start();
    await clock.advance(0);
    const [old] = own.connections;
    lifecycle.observe(id, { type: 'ended', at: clock.now(), reason: 'killed', message: null });
    lifecycle.observe(id, { type: 'restore_begun', at: clock.now(), deadlineAt: clock.now() + 9_000 });
    launch(id, { launchId: 'second', expectsSignals: true });
    await clock.advance(0);
    old?.say(activitySignal(clock.now(), 'active', 'api'));
    await clock.advance(0);
    expect(factsOf(id).activity).toBe('unknown');
  });
});

describe('what an interface says', () => {
  test('while the stores do not work is stored once they do', async () => {
    const { spawn, own, start, clock, stores, factsOf, acknowledged } = followed();
    const id = spawn();
    void start();
    await clock.advance(0);
    const updateFacts = stores.sessions.updateFacts;
    Object.assign(stores.sessions, {
      updateFacts: () => {
        throw new Error('disk full');
      },
    });
    own.connections[0]?.say(promptSignal(clock.now(), 'go', 'api'));
    await clock.advance(500);
    expect(acknowledged).toEqual([]);
    Object.assign(stores.sessions, { updateFacts });
    await clock.advance(1_000);
    expect([factsOf(id).activity, acknowledged]).toEqual(['active', [`${id}: go`]]);
  });

  test('as a mere sign of life is stored at intervals', async () => {
    const { spawn, own, start, clock, stores } = followed();
    const id = spawn();
    void start();
    await clock.advance(0);
    let writes = 0;
    const updateFacts = stores.sessions.updateFacts;
    Object.assign(stores.sessions, { updateFacts: (...values: Parameters<typeof updateFacts>) => ((writes += 1), updateFacts(...values)) });
    for (let count = 0; count < 100; count += 1) {
      own.connections[0]?.say({ type: 'alive', at: clock.now(), source: 'api', evidence: 'message part' });
      await clock.advance(100);
    }
    expect(writes).toBeLessThanOrEqual(3);
    expect(stores.sessions.get(id)?.launch?.lastSignalAt).toBeGreaterThan(0);
  });
});

describe('an interface that is lost', () => {
  test('makes unknown what only it has said, visibly, until it is back', async () => {
    const { spawn, own, start, clock, factsOf, stores, sightings } = followed();
    const id = spawn();
    own.present = () => [activitySignal(clock.now(), 'active', 'api')];
    void start();
    await clock.advance(1_000);
    own.refuses = 'connection refused';
    own.connections[0]?.cut('reset by peer');
    await clock.advance(20_000);
    expect(factsOf(id).activity).toBe('active');
    expect(sightings.of(id)).toMatchObject([{ source: 'api', said: 'api active', problem: { text: 'connection refused' } }]);
    await clock.advance(25_000);
    expect(factsOf(id)).toMatchObject({ activity: 'unknown', source: 'timeout' });
    expect(stores.sessions.get(id)?.activity.detail).toBe('its interface cannot be reached: connection refused');
    own.refuses = null;
    await clock.advance(10_000);
    expect(factsOf(id)).toMatchObject({ activity: 'active', source: 'api' });
    expect(sightings.of(id)).toMatchObject([{ source: 'api', problem: null }]);
  });

  test('is not lost because the machine slept, or somebody set the clock', async () => {
    const { spawn, own, start, clock, factsOf } = followed();
    const id = spawn();
    own.present = () => [activitySignal(clock.now(), 'active', 'api')];
    void start();
    await clock.advance(1_000);
    own.refuses = 'connection refused';
    own.connections[0]?.cut('reset by peer');
    await clock.advance(5_000);
    clock.jumpWallClock(8 * 60 * 60_000);
    await clock.advance(5_000);
    expect(factsOf(id).activity).toBe('active');
    own.refuses = null;
    await clock.advance(15_000);
    expect(factsOf(id)).toMatchObject({ activity: 'active', source: 'api' });
  });

  test('is made up for by a screen that can be read', async () => {
    const { spawn, own, start, clock, factsOf } = followed({ reading: () => ({ state: 'busy' }) });
    const id = spawn();
    own.present = () => [activitySignal(clock.now(), 'active', 'api')];
    void start();
    await clock.advance(1_000);
    own.refuses = 'connection refused';
    own.connections[0]?.cut('reset by peer');
    await clock.advance(120_000);
    expect(factsOf(id)).toMatchObject({ activity: 'active', source: 'screen' });
  });
});
