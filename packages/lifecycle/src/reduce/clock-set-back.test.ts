import { describe, expect, test } from 'vitest';
import { activity, after, alive, asks, liveSession, reactionsTo, screen, signal, T0 } from '../__fixtures__/sample-session.ts';
import type { Observation } from '../observation/observation.ts';
import { violations } from '../violations.ts';
import { reduce } from './reduce.ts';

const HOUR = 60 * 60_000;
const MINUTE = 60_000;

const tickAt = (at: number): Observation => ({ type: 'tick', at: T0 + at, steadySince: T0 + 10_000 });
const wordAt = (at: number) => signal({ type: 'alive', at: T0 + at, source: 'hook', evidence: 'a word' });

describe('when the clock was set back by an hour', () => {
  test('an agent that goes on speaking does not become unknown after ten minutes', () => {
    const before = liveSession(activity(HOUR, 'active'));
    const speaking = after(before, activity(20_000, 'active'), wordAt(10 * MINUTE), wordAt(15 * MINUTE), tickAt(15 * MINUTE + 5_000));
    expect(speaking.activity).toMatchObject({ state: 'active', source: 'hook' });
    expect(speaking.launch?.lastSignalAt).toBe(T0 + 15 * MINUTE);
    expect(violations(speaking)).toEqual([]);
    expect(after(speaking, tickAt(26 * MINUTE)).activity.state).toBe('unknown');
  });

  test('what the terminal of an idle agent prints is noticed', () => {
    const idle = after(liveSession(activity(3_000, 'idle')), alive(HOUR, HOUR - 1_000));
    expect(reactionsTo(idle, alive(20_000, 19_000))).toEqual([{ type: 'output_moved', at: T0 + 19_000 }]);
  });

  test('what it printed before does not count as new output again and again', () => {
    const idle = after(liveSession(activity(3_000, 'idle')), alive(HOUR, HOUR - 60_000));
    const looks = [alive(20_000, HOUR - 1_000), alive(40_000, HOUR - 1_000), screen(60_000, null, HOUR - 1_000)];
    for (const look of looks) expect(reduce(idle, look).facts).toBe(idle);
  });

  test('an agent whose screen nobody can read is not taken for one that keeps printing', () => {
    const idle = liveSession(activity(10_000, 'idle'));
    expect(after(idle, screen(60_000, { state: 'unknown' }, HOUR)).activity.state).toBe('idle');
    expect(after(idle, screen(60_000, { state: 'unknown' }, 59_000)).activity.state).toBe('unknown');
  });

  test('one that was given up after a long silence is believed again as soon as it speaks', () => {
    const silent = after(liveSession(activity(HOUR, 'active')), tickAt(15 * MINUTE));
    expect(silent.activity).toMatchObject({ state: 'unknown', source: 'timeout' });
    expect(after(silent, activity(16 * MINUTE, 'idle')).activity).toMatchObject({ state: 'idle', source: 'hook' });
    expect(after(silent, screen(16 * MINUTE, { state: 'composer' })).activity).toMatchObject({ state: 'idle', source: 'screen' });
  });

  test('one that only its screen shows at work does not become unknown', () => {
    const looks = Array.from({ length: 20 }, (_, index) => screen((index + 1) * MINUTE, { state: 'busy' }));
    const working = after(liveSession(activity(HOUR, 'active')), ...looks, tickAt(20 * MINUTE + 5_000));
    expect(working.activity).toMatchObject({ state: 'active', source: 'screen' });
  });

  test('one that has said nothing since is not taken for silent because it prints', () => {
    const working = liveSession(activity(HOUR, 'active'));
    expect(after(working, screen(5 * MINUTE, { state: 'unknown' })).activity.state).toBe('active');
  });

  test('a request that was answered does not stand open for the rest of the turn', () => {
    const asked = after(liveSession(activity(3_000, 'active')), asks(HOUR, 'call-1'));
    expect(asked).toMatchObject({ activity: { state: 'blocked' }, requests: [{ id: 'call-1' }] });
    const goesOn = after(asked, activity(60_000, 'active', { correlationId: 'call-1', turnBoundary: false }));
    expect(goesOn).toMatchObject({ activity: { state: 'active' }, requests: [] });
  });
});
