import { afterEach, describe, expect, test } from 'vitest';
import { activitySignal, createWatchedWorld, promptSignal, type ScriptedAgentAbilities } from './__fixtures__/watched-world.ts';

let stop = new AbortController();
afterEach(() => stop.abort());

function watched(abilities: ScriptedAgentAbilities = {}) {
  const world = createWatchedWorld(abilities);
  stop = new AbortController();
  return { ...world, start: () => world.observer.run(stop.signal) };
}

describe('hooks', () => {
  test('are facts as soon as they arrive, without any timer', async () => {
    const { spawn, start, drop, clock, factsOf, entries } = watched();
    const id = spawn();
    void start();
    await clock.advance(10);
    drop(id, clock.now(), [activitySignal(clock.now(), 'active')]);
    await clock.advance(0);
    expect(factsOf(id)).toMatchObject({ launch: 'ready', activity: 'active', source: 'hook' });
    expect(entries).toEqual([]);
  });

  test('that waited while the daemon was down are read at the start, in order', async () => {
    const { spawn, start, drop, clock, factsOf, acknowledged } = watched();
    const id = spawn();
    await clock.advance(1_000);
    drop(id, clock.now() - 900, [promptSignal(clock.now() - 900, 'go')]);
    drop(id, clock.now() - 100, [activitySignal(clock.now() - 100, 'idle')]);
    void start();
    await clock.advance(0);
    expect(factsOf(id).activity).toBe('idle');
    expect(acknowledged).toEqual([`${id}: go`]);
  });

  test('confirm prompts after the facts were stored', async () => {
    const { spawn, start, drop, clock, acknowledged, lifecycle } = watched();
    const id = spawn();
    void start();
    await clock.advance(0);
    const seen: string[] = [];
    lifecycle.onReaction(({ record }) => seen.push(`${record.activity.state} before ${acknowledged.length}`));
    drop(id, clock.now(), [promptSignal(clock.now(), 'first'), promptSignal(clock.now(), 'second')]);
    await clock.advance(0);
    expect(seen).toEqual(['active before 0']);
    expect(acknowledged).toEqual([`${id}: first`, `${id}: second`]);
  });

  test('stay in the spool until they were stored', async () => {
    const { spawn, start, drop, clock, stores, entries, factsOf, logger } = watched();
    const id = spawn();
    void start();
    await clock.advance(0);
    const updateFacts = stores.sessions.updateFacts;
    Object.assign(stores.sessions, {
      updateFacts: () => {
        throw new Error('disk full');
      },
    });
    drop(id, clock.now(), [activitySignal(clock.now(), 'active')]);
    await clock.advance(0);
    expect(entries).toHaveLength(1);
    expect(logger.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    Object.assign(stores.sessions, { updateFacts });
    await clock.advance(6_000);
    expect([entries.length, factsOf(id).activity]).toEqual([0, 'active']);
  });

  test('are found by the slow poll when their arrival was not announced', async () => {
    const { spawn, start, drop, deafen, clock, factsOf } = watched();
    const id = spawn();
    void start();
    await clock.advance(0);
    deafen();
    drop(id, clock.now(), [activitySignal(clock.now(), 'idle')]);
    await clock.advance(5_000);
    expect(factsOf(id).activity).toBe('idle');
  });

  test('of a launch that is being prepared wait for its facts', async () => {
    const { create, launch, start, drop, clock, factsOf, entries } = watched();
    const id = create();
    void start();
    drop(id, clock.now(), [activitySignal(clock.now(), 'active')]);
    await clock.advance(10_000);
    expect(entries).toHaveLength(1);
    launch(id);
    await clock.advance(0);
    expect([entries.length, factsOf(id).activity]).toEqual([0, 'active']);
  });

  test('of an earlier launch are dropped, also those that arrive late in a restored session', async () => {
    const { spawn, launch, lifecycle, start, drop, clock, factsOf, entries, acknowledged } = watched();
    const id = spawn();
    void start();
    lifecycle.observe(id, { type: 'ended', at: clock.now(), reason: 'killed', message: null });
    lifecycle.observe(id, { type: 'restore_begun', at: clock.now(), deadlineAt: clock.now() + 9_000 });
    drop(id, clock.now(), [promptSignal(clock.now(), 'old')]);
    await clock.advance(500);
    launch(id, { launchId: 'second' });
    await clock.advance(5_000);
    expect([entries.length, factsOf(id).activity, acknowledged]).toEqual([0, 'unknown', []]);
    drop(id, clock.now(), [activitySignal(clock.now(), 'active')], 'second');
    await clock.advance(0);
    expect(factsOf(id).activity).toBe('active');
  });

  test('that cannot be interpreted are dropped, the others are not', async () => {
    const { spawn, start, drop, clock, factsOf, entries, logger } = watched();
    const id = spawn();
    void start();
    await clock.advance(0);
    drop(id, clock.now(), 'not json');
    drop(id, clock.now(), [activitySignal(clock.now(), 'idle')]);
    await clock.advance(0);
    expect([entries.length, factsOf(id).activity]).toEqual([0, 'idle']);
    expect(logger.lines.some(({ level }) => level === 'warn')).toBe(true);
  });

  test('that an agent wrote with its last breath still confirm its prompt', async () => {
    const { spawn, start, drop, clock, lifecycle, acknowledged, watched: openWatches } = watched();
    const id = spawn();
    void start();
    await clock.advance(0);
    lifecycle.observe(id, { type: 'ended', at: clock.now(), reason: 'killed', message: null });
    await clock.advance(900);
    drop(id, clock.now(), [promptSignal(clock.now(), 'go')]);
    await clock.advance(1_000);
    expect(acknowledged).toEqual([`${id}: go`]);
    expect(openWatches()).toBe(0);
  });

  test('more than the spool answers at once are all read', async () => {
    const { spawn, start, drop, clock, acknowledged, entries } = watched();
    const id = spawn();
    for (let index = 0; index < 2_500; index += 1) drop(id, clock.now(), [promptSignal(clock.now(), `p${index}`)]);
    void start();
    await clock.advance(0);
    await clock.advance(0);
    expect([entries.length, acknowledged.length, acknowledged.at(-1)]).toEqual([0, 2_500, `${id}: p2499`]);
  });
});

describe('the second source', () => {
  test('shows an interrupted turn within five seconds though no hook fires', async () => {
    let noted = 'active' as 'active' | 'idle';
    let since = 0;
    const { spawn, start, drop, clock, factsOf } = watched({ status: () => activitySignal(since, noted, 'status_file') });
    const id = spawn();
    since = clock.now();
    void start();
    await clock.advance(10);
    drop(id, clock.now(), [promptSignal(clock.now(), 'go')]);
    await clock.advance(60_000);
    expect(factsOf(id).activity).toBe('active');
    [noted, since] = ['idle', clock.now()];
    await clock.advance(2_000);
    expect(factsOf(id)).toMatchObject({ activity: 'idle', source: 'status_file' });
  });

  test('is the screen for an agent without notes, and is as quick', async () => {
    let state: 'busy' | 'composer' = 'busy';
    const { spawn, start, drop, clock, factsOf } = watched({ reading: () => ({ state }) });
    const id = spawn();
    void start();
    drop(id, clock.now(), [promptSignal(clock.now(), 'go')]);
    await clock.advance(60_000);
    expect(factsOf(id).activity).toBe('active');
    state = 'composer';
    await clock.advance(5_000);
    expect(factsOf(id)).toMatchObject({ activity: 'idle', source: 'screen' });
  });

  test('that fails or hangs proves nothing and holds up no hook', async () => {
    const { spawn, start, drop, clock, factsOf } = watched({ status: () => new Promise(() => undefined) });
    const id = spawn();
    void start();
    await clock.advance(10_000);
    drop(id, clock.now(), [activitySignal(clock.now(), 'idle')]);
    await clock.advance(0);
    expect(factsOf(id).activity).toBe('idle');
  });
});

describe('the screen', () => {
  test('shows that an agent is ready', async () => {
    const { spawn, start, clock, factsOf } = watched({ reading: () => ({ state: 'composer' }) });
    const id = spawn();
    void start();
    await clock.advance(600);
    expect(factsOf(id)).toMatchObject({ launch: 'ready', activity: 'idle', source: 'screen' });
  });

  test('shows a dialog that stands in the way of a launch, and its end', async () => {
    let isAnswered = false;
    const trust = { state: 'dialog', dialog: { kind: 'trust', text: 'Do you trust this folder?' } } as const;
    const { spawn, start, clock, factsOf } = watched({ reading: () => (isAnswered ? { state: 'composer' } : trust) });
    const id = spawn();
    void start();
    await clock.advance(1_000);
    expect(factsOf(id)).toMatchObject({ launch: 'needs_trust', activity: 'blocked' });
    isAnswered = true;
    await clock.advance(6_000);
    expect(factsOf(id)).toMatchObject({ launch: 'ready', activity: 'idle' });
  });

  test('of an idle agent is rendered only after it has moved', async () => {
    const { spawn, start, drop, clock, counts, lifecycle, factsOf } = watched({ reading: () => ({ state: 'busy' }) });
    const id = spawn();
    void start();
    drop(id, clock.now(), [activitySignal(clock.now(), 'idle')]);
    await clock.advance(0);
    const before = counts.screen;
    await clock.advance(120_000);
    expect(counts.screen).toBe(before);
    const probe = { state: 'alive', process: { pid: 1, startTime: '1', bootId: 'boot-1' }, lastOutputAt: clock.now() } as const;
    lifecycle.observe(id, { type: 'runtime_probe', at: clock.now(), handle: `terminal-of-${id}` as never, probe });
    await clock.advance(2_100);
    expect(counts.screen).toBe(before + 1);
    expect(factsOf(id)).toMatchObject({ activity: 'active', source: 'screen' });
  });

  test('of an idle agent that was half drawn is looked at again, but not for ever', async () => {
    let isTorn = true;
    const { spawn, start, drop, clock, lifecycle, factsOf, counts } = watched({
      reading: () => (isTorn ? { state: 'unknown' } : { state: 'dialog', dialog: { kind: 'permission', text: 'Proceed?' } }),
    });
    const id = spawn();
    void start();
    drop(id, clock.now(), [activitySignal(clock.now(), 'idle')]);
    await clock.advance(20_000);
    const move = () => {
      const probe = { state: 'alive', process: { pid: 1, startTime: '1', bootId: 'boot-1' }, lastOutputAt: clock.now() } as const;
      lifecycle.observe(id, { type: 'runtime_probe', at: clock.now(), handle: `terminal-of-${id}` as never, probe });
    };
    move();
    await clock.advance(2_500);
    isTorn = false;
    await clock.advance(2_000);
    expect(factsOf(id).activity).toBe('blocked');
    isTorn = true;
    drop(id, clock.now(), [activitySignal(clock.now(), 'idle')]);
    await clock.advance(20_000);
    const before = counts.screen;
    move();
    await clock.advance(600_000);
    expect(counts.screen - before).toBeLessThanOrEqual(4);
  });

  test('that nobody can read makes a silent idle agent unknown once it moves', async () => {
    const { spawn, start, drop, clock, lifecycle, factsOf, counts } = watched();
    const id = spawn();
    void start();
    drop(id, clock.now(), [activitySignal(clock.now(), 'idle')]);
    await clock.advance(120_000);
    const probe = { state: 'alive', process: { pid: 1, startTime: '1', bootId: 'boot-1' }, lastOutputAt: clock.now() } as const;
    lifecycle.observe(id, { type: 'runtime_probe', at: clock.now(), handle: `terminal-of-${id}` as never, probe });
    await clock.advance(2_100);
    expect([factsOf(id).activity, counts.screen]).toEqual(['unknown', 0]);
  });
});

test('an agent that shows nothing and says nothing counts as ready once it runs, and costs nothing more', async () => {
  const { spawn, start, clock, factsOf } = watched({ hooks: false });
  const id = spawn();
  void start();
  await clock.advance(1_000);
  expect(factsOf(id)).toMatchObject({ launch: 'ready', activity: 'unknown' });
  expect(clock.pendingTimers()).toBe(0);
});

test('fifty idle sessions cost a handful of file reads per second, and no rendering', async () => {
  let since = 0;
  const { spawn, start, drop, clock, counts, reads } = watched({
    status: () => activitySignal(since, 'idle', 'status_file'),
    reading: () => ({ state: 'composer' }),
  });
  const ids = Array.from({ length: 50 }, spawn);
  since = clock.now();
  for (const id of ids) drop(id, clock.now(), [activitySignal(clock.now(), 'idle')]);
  void start();
  await clock.advance(60_000);
  const before = { status: counts.status, screen: counts.screen, reads: reads() };
  await clock.advance(60_000);
  expect(counts.status - before.status).toBeLessThanOrEqual(50 * 4);
  expect(reads() - before.reads).toBeLessThanOrEqual(50 * 2);
  expect(counts.screen - before.screen).toBe(0);
});

test('it ends when told to, and leaves neither timers nor watches', async () => {
  const { spawn, start, clock, watched: openWatches } = watched({ status: () => new Promise(() => undefined), reading: () => ({}) });
  spawn();
  spawn();
  const running = start();
  await clock.advance(1_000);
  stop.abort();
  await running;
  await clock.advance(0);
  expect([openWatches(), clock.pendingTimers()]).toEqual([0, 0]);
});
