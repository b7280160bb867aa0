import { afterEach, expect, test } from 'vitest';
import { activitySignal, createWatchedWorld } from './__fixtures__/watched-world.ts';

const DAY = 24 * 60 * 60_000;
let stop = new AbortController();
afterEach(() => stop.abort());

function watched() {
  const world = createWatchedWorld({ status: () => null, reading: () => ({ state: 'busy' }) });
  stop = new AbortController();
  return { ...world, start: () => world.observer.run(stop.signal) };
}

test.each([
  ['back a day', -DAY],
  ['forward a year', 365 * DAY],
])('a clock that is set %s does not leave an agent unlooked at', async (_name, jumpMs) => {
  const { spawn, start, drop, clock, counts, factsOf } = watched();
  const id = spawn();
  void start();
  await clock.advance(5_000);
  drop(id, clock.now(), [activitySignal(clock.now(), 'active')]);
  await clock.advance(10_000);
  const before = counts.status;
  clock.jumpWallClock(jumpMs);
  await clock.advance(30_000);
  // As often as ever: an agent that works is asked for its notes every one and a half seconds.
  expect(counts.status - before).toBeGreaterThan(15);
  expect(counts.status - before).toBeLessThan(25);
  expect(factsOf(id).activity).toBe('active');
});

test('what an agent says after the clock was set back counts, although it seems older than what it said before', async () => {
  const { spawn, start, drop, clock, factsOf } = watched();
  const id = spawn();
  void start();
  await clock.advance(5_000);
  drop(id, clock.now(), [activitySignal(clock.now(), 'active')]);
  await clock.advance(100);
  clock.jumpWallClock(-DAY);
  drop(id, clock.now(), [activitySignal(clock.now(), 'blocked')]);
  await clock.advance(100);
  expect(factsOf(id).activity).toBe('blocked');
});
