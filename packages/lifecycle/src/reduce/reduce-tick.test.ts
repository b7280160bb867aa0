import { describe, expect, test } from 'vitest';
import { activity, after, alive, launched, liveSession, newSession, screen, T0, tick } from '../__fixtures__/sample-session.ts';
import { reduce } from './reduce.ts';

const starting = after(newSession(), launched);

test('a launch that is overdue has timed out', () => {
  expect(reduce(starting, tick(31_000)).facts).toBe(starting);
  expect(after(starting, tick(31_001)).launch?.state).toBe('timed_out');
});

describe('an agent that should report and does not', () => {
  const ready = liveSession();

  test('makes one change, and so one event, right after the grace of 90 seconds', () => {
    expect(reduce(ready, tick(91_000)).facts).toBe(ready);
    const overdue = after(ready, tick(91_001));
    expect(overdue.activity).toMatchObject({ state: 'unknown', source: 'timeout', since: T0 + 91_001 });
    expect(reduce(overdue, tick(200_000)).facts).toBe(overdue);
  });

  test('is heard when it fired its first hook before the grace was over, but it was read later', () => {
    expect(after(ready, tick(91_001), activity(60_000, 'idle')).activity.state).toBe('idle');
  });

  test('is not expected to speak while a dialog stands in its way', () => {
    const trust = after(starting, screen(3_000, { state: 'dialog', dialog: { kind: 'trust', text: 'Trust?' } }));
    expect(reduce(trust, tick(500_000)).facts).toBe(trust);
  });

  test('is no news for an agent that cannot report', () => {
    const silent = after(newSession(), { ...launched, expectsSignals: false, readyWithinMs: 0 });
    expect(reduce(silent, tick(500_000)).facts).toBe(silent);
  });
});

describe('a working agent', () => {
  const active = liveSession(activity(5_000, 'active'));
  const tenMinutes = 600_000;

  test('of which nothing is seen for ten minutes is unknown, never idle', () => {
    expect(reduce(active, tick(5_000 + tenMinutes)).facts).toBe(active);
    expect(after(active, tick(5_001 + tenMinutes)).activity).toMatchObject({ state: 'unknown', source: 'timeout', evidenceAt: T0 + 5_000 });
  });

  test('whose screen moves is still working', () => {
    const session = after(active, alive(400_000, 400_000));
    expect(reduce(session, tick(5_001 + tenMinutes)).facts).toBe(session);
  });

  test('does not come back by the evidence that has expired', () => {
    const session = after(active, tick(5_001 + tenMinutes));
    expect(reduce(session, activity(5_000, 'active')).facts).toBe(session);
    expect(after(session, activity(700_000, 'active', { source: 'status_file' })).activity.state).toBe('active');
  });
});

test.each([['idle'], ['blocked'], ['waiting_input']] as const)('%s does not expire', (state) => {
  const session = liveSession(activity(5_000, state));
  expect(reduce(session, tick(9_000_000)).facts).toBe(session);
});
