import { createFakeClock, createRecordingLogger } from '@ao/testing';
import { describe, expect, test } from 'vitest';
import { createAlarm } from './alarm.ts';
import { createLane } from './lane.ts';

describe('the alarm', () => {
  const forEver = new AbortController().signal;

  test('rings when its time has come', async () => {
    const clock = createFakeClock();
    let rang = false;
    void createAlarm(clock)
      .wait(1_000, forEver)
      .then(() => (rang = true));
    await clock.advance(999);
    expect(rang).toBe(false);
    await clock.advance(1);
    expect([rang, clock.pendingTimers()]).toEqual([true, 0]);
  });

  test('can be woken before, and without any time', async () => {
    const clock = createFakeClock();
    const alarm = createAlarm(clock);
    const waits = [alarm.wait(null, forEver)];
    alarm.wake();
    await Promise.all(waits);
    // Woken while nobody waited: the next wait is over at once.
    alarm.wake();
    await alarm.wait(60_000, forEver);
    expect(clock.pendingTimers()).toBe(0);
  });

  test('ends with its signal, before and while it waits', async () => {
    const clock = createFakeClock();
    const alarm = createAlarm(clock);
    const stop = new AbortController();
    const wait = alarm.wait(60_000, stop.signal);
    stop.abort();
    await wait;
    await alarm.wait(60_000, stop.signal);
    expect(clock.pendingTimers()).toBe(0);
  });
});

describe('a lane', () => {
  function lane(round: (signal: AbortSignal) => Promise<void>) {
    const logger = createRecordingLogger();
    let dueInMs: number | null = 0;
    const calls = { rounds: 0, over: 0, putOff: 0 };
    const made = createLane({
      name: 'test',
      logger,
      dueInMs: () => dueInMs,
      round: (signal) => ((calls.rounds += 1), round(signal)),
      over: () => void (calls.over += 1),
      putOff: () => void ((calls.putOff += 1), (dueInMs = 60_000)),
    });
    return { made, calls, logger, setDue: (ms: number | null) => void (dueInMs = ms) };
  }

  test('does one round at a time', async () => {
    const held = Promise.withResolvers<void>();
    const { made, calls } = lane(() => held.promise);
    const { signal } = new AbortController();
    made.step(signal);
    made.step(signal);
    expect([calls.rounds, made.dueInMs(), made.isQuiet()]).toEqual([1, null, false]);
    held.resolve();
    await made.idle();
    expect([calls.over, made.dueInMs()]).toEqual([1, 0]);
  });

  test('does nothing while nothing is due', () => {
    const { made, calls, setDue } = lane(() => Promise.resolve());
    for (const ms of [null, 1]) {
      setDue(ms);
      made.step(new AbortController().signal);
    }
    expect([calls.rounds, made.isQuiet()]).toEqual([0, true]);
  });

  test('that fails is put off, told once, and never rejects', async () => {
    const { made, calls, logger } = lane(() => Promise.reject(new Error('broken')));
    made.step(new AbortController().signal);
    await made.idle();
    expect([calls.putOff, logger.lines.length, made.dueInMs()]).toEqual([1, 1, 60_000]);
  });

  test('that is ended is not put off', async () => {
    const stop = new AbortController();
    const { made, calls, logger } = lane(
      (signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted')))),
    );
    made.step(stop.signal);
    stop.abort();
    await made.idle();
    expect([calls.putOff, logger.lines]).toEqual([0, []]);
  });
});
