import { afterEach, describe, expect, test } from 'vitest';
import type { AgentSignal, ScreenReading } from '@ao/ports';
import { activitySignal, createWatchedWorld, promptSignal, type ScriptedAgentAbilities } from './__fixtures__/watched-world.ts';

/** What went wrong elsewhere, one by one, through the whole way from a source to the facts. */
let stop = new AbortController();
afterEach(() => stop.abort());

function watched(abilities: ScriptedAgentAbilities = {}) {
  const world = createWatchedWorld(abilities);
  stop = new AbortController();
  void world.observer.run(stop.signal);
  const { clock, drop } = world;
  /** One hook that fired so long ago, and arrives now. */
  const hook = (id: ReturnType<typeof world.spawn>, signal: (at: number) => AgentSignal, agoMs = 0): void => {
    const at = clock.now() - agoMs;
    drop(id, at, [signal(at)]);
  };
  const print = (id: ReturnType<typeof world.spawn>): void => {
    world.screens.lastOutputAt = clock.now();
    const probe = { state: 'alive', process: { pid: 1, startTime: '1', bootId: 'boot-1' }, lastOutputAt: clock.now() } as const;
    world.lifecycle.observe(id, { type: 'runtime_probe', at: clock.now(), handle: `terminal-of-${id}` as never, probe });
  };
  return { ...world, hook, print };
}

const prompt = (at: number) => promptSignal(at, 'go');
const stopHook = (at: number) => activitySignal(at, 'idle');
const inTurn = (at: number, state: 'active' | 'idle' | 'blocked', correlationId: string | null): AgentSignal => ({
  ...activitySignal(at, state),
  ...({ correlationId, turnBoundary: false } as object),
});

describe('working for days', () => {
  test('a lost Stop: the screen shows the end of the turn within five seconds', async () => {
    let reading: Partial<ScreenReading> = { state: 'busy' };
    const { spawn, hook, clock, factsOf } = watched({ reading: () => reading });
    const id = spawn();
    hook(id, prompt);
    await clock.advance(60_000);
    reading = { state: 'composer' };
    await clock.advance(5_000);
    expect(factsOf(id)).toMatchObject({ activity: 'idle', source: 'screen' });
  });

  test('a lost Stop of an agent nobody can see, with a dead screen: unknown after a while, never idle', async () => {
    const { spawn, hook, clock, lifecycle, factsOf } = watched();
    const id = spawn();
    hook(id, prompt);
    await clock.advance(11 * 60_000);
    lifecycle.observe(id, { type: 'tick', at: clock.now() });
    expect(factsOf(id)).toMatchObject({ activity: 'unknown', source: 'timeout' });
  });

  test('a lost Stop of an agent nobody can see, whose screen goes on moving: unknown within three minutes', async () => {
    const { spawn, hook, print, clock, factsOf } = watched();
    const id = spawn();
    hook(id, prompt);
    for (let second = 0; second < 180; second += 5) {
      await clock.advance(5_000);
      print(id);
    }
    await clock.advance(30_000);
    expect(factsOf(id)).toMatchObject({ activity: 'unknown', source: 'timeout' });
  });

  test('an Esc, of which no hook tells: the notes of the agent do', async () => {
    let noted: 'active' | 'idle' = 'active';
    const { spawn, hook, clock, factsOf } = watched({ status: () => activitySignal(clock.now(), noted, 'status_file') });
    const id = spawn();
    hook(id, prompt);
    await clock.advance(30_000);
    noted = 'idle';
    await clock.advance(2_000);
    expect(factsOf(id)).toMatchObject({ activity: 'idle', source: 'status_file' });
  });

  test('an expired login, announced at the end of a turn, is not taken back by a screen that is back at the composer', async () => {
    const { spawn, hook, clock, factsOf } = watched({ reading: () => ({ state: 'composer' }) });
    const id = spawn();
    hook(id, prompt);
    hook(id, (at) => ({ ...activitySignal(at, 'blocked'), ...({ detail: 'log in again', turnBoundary: true } as object) }));
    await clock.advance(120_000);
    expect(factsOf(id).activity).toBe('blocked');
    hook(id, prompt);
    await clock.advance(0);
    expect(factsOf(id).activity).toBe('active');
  });
});

describe('needs input that never clears, or that nobody sees', () => {
  test('a reminder after the end of the turn is no state', async () => {
    const { spawn, hook, clock, factsOf } = watched();
    const id = spawn();
    hook(id, prompt);
    hook(id, stopHook);
    await clock.advance(60_000);
    hook(id, (at) => ({ ...activitySignal(at, 'idle'), ...({ state: 'waiting_input', turnBoundary: false } as object) }));
    await clock.advance(100);
    expect(factsOf(id).activity).toBe('idle');
  });

  test('a question that arrives after the Stop it came before is over', async () => {
    const { spawn, hook, clock, factsOf } = watched();
    const id = spawn();
    hook(id, prompt);
    await clock.advance(20_000);
    hook(id, stopHook);
    hook(id, (at) => inTurn(at, 'blocked', 'use-1'), 10_000);
    await clock.advance(100);
    expect(factsOf(id).activity).toBe('idle');
  });

  test('what a sub-agent does neither unblocks the session nor ends its turn', async () => {
    const { spawn, hook, clock, factsOf } = watched();
    const id = spawn();
    hook(id, prompt);
    await clock.advance(10);
    hook(id, (at) => inTurn(at, 'idle', null));
    await clock.advance(10);
    expect(factsOf(id).activity).toBe('active');
    hook(id, (at) => inTurn(at, 'blocked', 'use-1'));
    await clock.advance(10);
    hook(id, (at) => inTurn(at, 'active', 'use-of-the-child'));
    await clock.advance(10);
    expect(factsOf(id).activity).toBe('blocked');
    hook(id, (at) => inTurn(at, 'active', 'use-1'));
    await clock.advance(10);
    expect(factsOf(id).activity).toBe('active');
  });
});

describe('hooks in any order', () => {
  test('count by the time they fired, not by the time they arrived', async () => {
    const { spawn, hook, clock, factsOf } = watched();
    const id = spawn();
    hook(id, prompt);
    await clock.advance(30_000);
    hook(id, stopHook);
    await clock.advance(1_000);
    hook(id, (at) => inTurn(at, 'active', 'use-9'), 5_000);
    hook(id, prompt, 31_000);
    await clock.advance(100);
    expect(factsOf(id).activity).toBe('idle');
  });

  test('that come twice change nothing', async () => {
    const { spawn, hook, clock, factsOf, stores } = watched();
    const id = spawn();
    hook(id, prompt);
    await clock.advance(100);
    hook(id, stopHook);
    await clock.advance(100);
    const before = stores.sessions.get(id)?.activity;
    hook(id, stopHook, 100);
    await clock.advance(100);
    expect([factsOf(id).activity, stores.sessions.get(id)?.activity]).toEqual(['idle', before]);
  });

  test('and an interface count together: the later word of either is believed', async () => {
    const { spawn, hook, clock, factsOf, scriptedInterface } = watched({ follows: true });
    const id = spawn();
    await clock.advance(10);
    hook(id, prompt);
    await clock.advance(1_000);
    scriptedInterface.connections[0]?.say(activitySignal(clock.now(), 'idle', 'api'));
    await clock.advance(1_000);
    hook(id, (at) => inTurn(at, 'active', null), 1_500);
    await clock.advance(10);
    expect(factsOf(id)).toMatchObject({ activity: 'idle', source: 'api' });
  });
});

describe('a daemon that restarts in the middle of a turn', () => {
  test('goes on where it was: nothing is forgotten, and nothing becomes no signal', async () => {
    const { spawn, hook, clock, observer, factsOf, stores, acknowledged, drop } = watched();
    const id = spawn();
    hook(id, prompt);
    await clock.advance(1_000);
    const launch = stores.sessions.get(id)?.launch;
    stop.abort();
    await clock.advance(120_000);
    const at = clock.now() - 60_000;
    drop(id, at, [activitySignal(at, 'idle'), promptSignal(at + 1, 'and on')]);
    expect(factsOf(id).activity).toBe('active');
    stop = new AbortController();
    void observer.run(stop.signal);
    await clock.advance(10);
    expect(factsOf(id)).toMatchObject({ activity: 'active', source: 'hook' });
    expect(stores.sessions.get(id)?.launch?.firstSignalAt).toBe(launch?.firstSignalAt);
    expect(acknowledged.at(-1)).toBe(`${id}: and on`);
  });
});

test('a dialog that was drawn right before the daemon went down is seen by the next one, though nothing moves any more', async () => {
  let reading: Partial<ScreenReading> = { state: 'composer' };
  const { spawn, hook, clock, print, observer, factsOf } = watched({ reading: () => reading });
  const id = spawn();
  hook(id, stopHook);
  await clock.advance(60_000);
  reading = { state: 'dialog', dialog: { kind: 'permission', text: 'Proceed?' } };
  print(id);
  stop.abort();
  await clock.advance(10_000);
  expect(factsOf(id).activity).toBe('idle');
  stop = new AbortController();
  void observer.run(stop.signal);
  await clock.advance(5_000);
  expect(factsOf(id)).toMatchObject({ activity: 'blocked', source: 'screen' });
});

test('an agent without hooks, notes or rules for its screen that is launched while the daemon runs is ready, and never idle by silence', async () => {
  const { spawn, print, clock, factsOf } = watched({ hooks: false });
  const id = spawn();
  for (let minute = 0; minute < 10; minute += 1) {
    print(id);
    await clock.advance(60_000);
  }
  expect(factsOf(id)).toMatchObject({ launch: 'ready', activity: 'unknown' });
});
