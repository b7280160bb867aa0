import { afterEach, describe, expect, test } from 'vitest';
import { createObservedWorld, createScriptedRuntime } from './__fixtures__/observed-world.ts';

const DAY = 24 * 60 * 60_000;
let stop = new AbortController();
afterEach(() => stop.abort());

function observed() {
  const world = createObservedWorld([createScriptedRuntime()]);
  stop = new AbortController();
  const id = world.spawn();
  const facts = () => {
    const session = world.stores.sessions.get(id);
    return { phase: session?.phase, launch: session?.launch?.state, activity: session?.activity.state, source: session?.activity.source };
  };
  /** The agent says that it works. */
  const work = () => {
    const at = world.clock.now();
    const signal = { type: 'activity', state: 'active', at, source: 'hook', detail: null, correlationId: null } as const;
    world.lifecycle.observe(id, {
      type: 'agent_signal',
      at,
      launchId: world.stores.sessions.get(id)?.launch?.id as never,
      signal: signal as never,
    });
  };
  return { ...world, id, facts, work, start: () => world.observer.run(stop.signal) };
}

const jumps: readonly (readonly [string, number])[] = [
  ['the clock is set forward a year', 365 * DAY],
  ['the clock is set back a day', -DAY],
  ['the machine slept for eight hours', 8 * 60 * 60_000],
];

describe.each(jumps)('when %s', (_name, jumpMs) => {
  test('an agent that was working is not said to be silent, until it is', async () => {
    const { start, clock, work, facts } = observed();
    void start();
    await clock.advance(1_000);
    work();
    await clock.advance(10_000);
    clock.jumpWallClock(jumpMs);
    await clock.advance(9 * 60_000);
    expect(facts()).toEqual({ phase: 'live', launch: 'ready', activity: 'active', source: 'hook' });
    await clock.advance(2 * 60_000);
    expect(facts()).toEqual({ phase: 'live', launch: 'ready', activity: 'unknown', source: 'timeout' });
  });

  test('an agent that was starting is neither late at once nor never', async () => {
    const { start, clock, facts } = observed();
    void start();
    await clock.advance(10_000);
    clock.jumpWallClock(jumpMs);
    await clock.advance(20_000);
    expect(facts()).toMatchObject({ launch: 'starting' });
    await clock.advance(30_000);
    expect(facts()).toMatchObject({ launch: 'timed_out' });
  });

  test('no session is ended for it', async () => {
    const { start, clock, facts } = observed();
    void start();
    await clock.advance(10_000);
    clock.jumpWallClock(jumpMs);
    await clock.advance(60_000);
    expect(facts()).toMatchObject({ phase: 'live' });
  });
});

test('a daemon that was stopped for a while does not take that for the silence of its agents', async () => {
  const { start, clock, work, facts } = observed();
  void start();
  await clock.advance(1_000);
  work();
  await clock.advance(5_000);
  clock.stand(20 * 60_000);
  await clock.advance(10_000);
  expect(facts()).toMatchObject({ activity: 'active' });
});
