import { afterEach, describe, expect, test } from 'vitest';
import { AoError } from '@ao/domain';
import { createObservedWorld, createScriptedRuntime, deathAt, terminalOf } from './__fixtures__/observed-world.ts';

let stop = new AbortController();
afterEach(() => stop.abort());

function observed(...runtimes: readonly ReturnType<typeof createScriptedRuntime>[]) {
  const world = createObservedWorld(runtimes);
  stop = new AbortController();
  return { ...world, start: () => world.observer.run(stop.signal) };
}

describe('passes', () => {
  test('one at once, then one every five seconds, with one call for all terminals of a runtime', async () => {
    const [host, zellij] = [createScriptedRuntime(), createScriptedRuntime('zellij')];
    const { spawn, start, clock } = observed(host, zellij);
    const ids = [spawn(), spawn(), spawn('zellij')];
    void start();
    await clock.advance(0);
    expect([host.calls, zellij.calls]).toEqual([[ids.slice(0, 2).map(terminalOf)], [ids.slice(2).map(terminalOf)]]);
    await clock.advance(14_999);
    expect(host.calls).toHaveLength(3);
    await clock.advance(1);
    expect(host.calls).toHaveLength(4);
  });

  test('look at sessions that are live or being stopped, never at those that start or have ended', async () => {
    const host = createScriptedRuntime();
    const { create, spawn, start, clock, lifecycle } = observed(host);
    create();
    const stopping = spawn();
    lifecycle.observe(stopping, { type: 'kill_begun', at: clock.now(), deadlineAt: clock.now() + 10_000 });
    lifecycle.observe(spawn(), { type: 'ended', at: clock.now(), reason: 'killed', message: null });
    void start();
    await clock.advance(0);
    expect(host.calls).toEqual([[terminalOf(stopping)]]);
  });

  test('without sessions nothing is asked', async () => {
    const host = createScriptedRuntime();
    const { start, clock } = observed(host);
    void start();
    await clock.advance(20_000);
    expect(host.calls).toEqual([]);
  });

  test('never overlap, and a runtime that does not answer holds up no other', async () => {
    const [slow, quick] = [createScriptedRuntime('slow'), createScriptedRuntime('quick')];
    const { spawn, start, clock, phaseOf, logger } = observed(slow, quick);
    const [onSlow, onQuick] = [spawn('slow'), spawn('quick')];
    const release = slow.holdBack();
    void start();
    await clock.advance(20_000);
    expect([slow.calls.length, quick.calls.length]).toEqual([1, 5]);
    expect(logger.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
    quick.answers.set(terminalOf(onQuick), deathAt(clock.now()));
    slow.answers.set(terminalOf(onSlow), deathAt(clock.now()));
    await clock.advance(5_000);
    expect([phaseOf(onSlow), phaseOf(onQuick)]).toEqual(['live', 'ended']);
    release();
    await clock.advance(5_000);
    expect(phaseOf(onSlow)).toBe('ended');
    expect(slow.mostAtOnce()).toBe(1);
  });

  test('a look that takes too long is given up', async () => {
    const host = createScriptedRuntime();
    const signals: AbortSignal[] = [];
    host.runtime.probe = (handles, signal) => {
      if (signal !== undefined) signals.push(signal);
      return new Promise((resolve) =>
        signal?.addEventListener('abort', () =>
          resolve(handles.map(() => ({ state: 'unknown', error: new AoError('RUNTIME_UNAVAILABLE') }))),
        ),
      );
    };
    const { spawn, start, clock, phaseOf } = observed(host);
    const id = spawn();
    void start();
    await clock.advance(9_999);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    await clock.advance(10_001);
    expect(signals.slice(0, 2).map(({ aborted }) => aborted)).toEqual([true, true]);
    expect(phaseOf(id)).toBe('live');
  });

  test('go on when a runtime throws although it must not', async () => {
    const host = createScriptedRuntime();
    const { spawn, start, clock, phaseOf } = observed(host);
    const id = spawn();
    const probe = host.runtime.probe;
    host.runtime.probe = () => Promise.reject(new Error('broken'));
    void start();
    await clock.advance(6_000);
    expect(phaseOf(id)).toBe('live');
    host.runtime.probe = probe;
    host.answers.set(terminalOf(id), deathAt(clock.now()));
    await clock.advance(5_000);
    expect(phaseOf(id)).toBe('ended');
  });

  test('a runtime this daemon does not have is named once, and its sessions are left alone', async () => {
    const { spawn, start, clock, phaseOf, logger } = observed();
    const id = spawn('screen');
    void start();
    await clock.advance(20_000);
    expect(phaseOf(id)).toBe('live');
    expect(logger.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });
});

describe('deaths', () => {
  test('one is believed at once', async () => {
    const host = createScriptedRuntime();
    const { spawn, start, clock, phaseOf } = observed(host);
    const id = spawn();
    host.answers.set(terminalOf(id), deathAt(clock.now(), 'process_gone'));
    void start();
    await clock.advance(0);
    expect(phaseOf(id)).toBe('ended');
  });

  test('a wave of them without a record is believed after three looks', async () => {
    const host = createScriptedRuntime();
    const { spawn, start, clock, phaseOf } = observed(host);
    const ids = [spawn(), spawn(), spawn(), spawn()];
    for (const id of ids) host.answers.set(terminalOf(id), deathAt(clock.now(), 'process_gone'));
    void start();
    await clock.advance(9_999);
    expect(ids.map(phaseOf)).toEqual(['live', 'live', 'live', 'live']);
    await clock.advance(1);
    expect(ids.map(phaseOf)).toEqual(['ended', 'ended', 'ended', 'ended']);
  });

  test('a wave that was a mistake harms nobody', async () => {
    const host = createScriptedRuntime();
    const { spawn, start, clock, phaseOf } = observed(host);
    const ids = [spawn(), spawn(), spawn()];
    for (const id of ids) host.answers.set(terminalOf(id), deathAt(clock.now(), 'process_gone'));
    void start();
    await clock.advance(6_000);
    host.answers.clear();
    await clock.advance(60_000);
    expect(ids.map(phaseOf)).toEqual(['live', 'live', 'live']);
  });
});

describe('announced exits', () => {
  test('are looked at immediately, that terminal alone', async () => {
    const host = createScriptedRuntime();
    const { spawn, start, clock, phaseOf } = observed(host);
    const [first, second] = [spawn(), spawn()];
    void start();
    await clock.advance(1_000);
    host.answers.set(terminalOf(first), deathAt(clock.now()));
    host.announceExit(terminalOf(first));
    await clock.advance(0);
    expect([phaseOf(first), phaseOf(second)]).toEqual(['ended', 'live']);
    expect(host.calls.at(-1)).toEqual([terminalOf(first)]);
  });

  test('are no proof by themselves', async () => {
    const host = createScriptedRuntime();
    const { spawn, start, clock, phaseOf } = observed(host);
    const id = spawn();
    void start();
    await clock.advance(1_000);
    host.announceExit(terminalOf(id));
    await clock.advance(0);
    expect(phaseOf(id)).toBe('live');
  });

  test('many at once are looked at together', async () => {
    const host = createScriptedRuntime();
    const { spawn, start, clock } = observed(host);
    const ids = [spawn(), spawn(), spawn()];
    void start();
    await clock.advance(1_000);
    for (const id of [...ids, ...ids]) host.announceExit(terminalOf(id));
    await clock.advance(0);
    expect(host.calls.slice(1)).toEqual([ids.map(terminalOf)]);
  });

  test('an agent that dies right after its launch is noticed at once', async () => {
    const host = createScriptedRuntime();
    const { create, launch, start, clock, stores } = observed(host);
    const id = create();
    void start();
    await clock.advance(1_000);
    host.answers.set(terminalOf(id), deathAt(clock.now()));
    launch(id);
    await clock.advance(0);
    expect(stores.sessions.get(id)).toMatchObject({ phase: 'ended', launch: { state: 'crashed' } });
  });
});

test('deadlines take effect also when the runtime does not answer', async () => {
  const host = createScriptedRuntime();
  const { spawn, start, clock, stores } = observed(host);
  const id = spawn();
  host.holdBack();
  void start();
  await clock.advance(35_000);
  expect(stores.sessions.get(id)?.launch?.state).toBe('timed_out');
});

test('the time of the last output is passed on', async () => {
  const host = createScriptedRuntime();
  const { spawn, start, clock, stores } = observed(host);
  const id = spawn();
  host.answers.set(terminalOf(id), { state: 'alive', process: { pid: 1, startTime: '1', bootId: 'boot-1' }, lastOutputAt: clock.now() });
  void start();
  await clock.advance(0);
  expect(stores.sessions.get(id)?.launch?.lastOutputAt).toBe(clock.now());
});

test('it ends when told to, and leaves neither timers nor listeners', async () => {
  const host = createScriptedRuntime();
  const { spawn, start, clock } = observed(host);
  spawn();
  host.holdBack();
  const running = start();
  await clock.advance(1_000);
  stop.abort();
  await running;
  expect(host.listeners()).toBe(0);
});
