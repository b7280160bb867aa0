import { AoError, EXIT_EVIDENCE } from '@ao/domain';
import { describe, expect, test } from 'vitest';
import type { RuntimeHandle } from '@ao/domain';
import {
  activity,
  after,
  alive,
  dead,
  HANDLE,
  launched,
  liveSession,
  newSession,
  reactionsTo,
  T0,
} from '../__fixtures__/sample-session.ts';
import { reduce } from './reduce.ts';

const failed = {
  type: 'runtime_probe',
  at: T0 + 5_000,
  handle: HANDLE,
  probe: { state: 'unknown', error: new AoError('RUNTIME_UNAVAILABLE') },
} as const;

test.each([
  ['waiting for input', activity(3_000, 'waiting_input')],
  ['working', activity(3_000, 'active')],
  ['idle', activity(3_000, 'idle')],
])('a look that failed changes nothing, here while %s', (_name, state) => {
  const session = liveSession(state);
  expect(reduce(session, failed).facts).toBe(session);
});

test('a living process never ends a session, nor does it say what the agent does', () => {
  const session = liveSession(activity(3_000, 'waiting_input'));
  expect(reduce(session, alive(5_000)).facts).toBe(session);
});

test('a session that waits for an answer ends too when its process has died', () => {
  expect(after(liveSession(activity(3_000, 'waiting_input')), dead(4_000))).toMatchObject({
    phase: 'ended',
    activity: { state: 'exited' },
  });
});

test.each(EXIT_EVIDENCE)('death by %s is an end with that evidence', (evidence) => {
  const session = after(liveSession(), dead(4_000, { evidence, code: null }));
  expect(session).toMatchObject({ phase: 'ended', exit: { evidence }, end: { reason: evidence === 'exit_record' ? 'exited' : 'lost' } });
});

test('a process that ends before the agent was ready has crashed', () => {
  const session = after(newSession(), launched, dead(2_000, { code: 1 }));
  expect(session).toMatchObject({ phase: 'ended', launch: { state: 'crashed' } });
  expect(session.end?.message).toBe("The agent's process ended with exit code 1, before it was ready.");
});

test('the terminal of an earlier launch says nothing about this one', () => {
  const session = liveSession();
  expect(reduce(session, { ...dead(4_000), handle: 'terminal-0' as RuntimeHandle } as never).facts).toBe(session);
});

test('an exit lies neither before the launch nor in the future', () => {
  expect(after(liveSession(), dead(4_000, { at: 0 })).exit?.at).toBe(T0 + 1_000);
  expect(after(liveSession(), dead(4_000, { at: T0 + 99_000 })).exit?.at).toBe(T0 + 4_000);
});

describe('the boot of the machine', () => {
  const boot = (bootId: string) => ({ type: 'boot_observed', at: T0 + 5_000, bootId }) as const;

  test('another boot means that the process is gone, for sure', () => {
    expect(after(liveSession(), boot('boot-2'))).toMatchObject({
      phase: 'ended',
      end: { reason: 'lost' },
      exit: { evidence: 'boot_changed' },
    });
  });

  test('the same boot means nothing', () => {
    const session = liveSession();
    expect(reduce(session, boot('boot-1')).facts).toBe(session);
  });
});

describe('the last output', () => {
  test('is noted, but not for every line', () => {
    const session = after(liveSession(), alive(5_000, 4_900));
    expect(session.launch?.lastOutputAt).toBe(T0 + 4_900);
    expect(reduce(session, alive(10_000, 9_900)).facts).toBe(session);
    expect(after(session, alive(40_000, 39_000)).launch?.lastOutputAt).toBe(T0 + 39_000);
  });

  test('that comes after a silence is told', () => {
    expect(reactionsTo(liveSession(), alive(5_000, 4_900), alive(60_000, 59_000))).toEqual([{ type: 'output_moved', at: T0 + 59_000 }]);
  });

  test('that came soon after the one before, and stays, is told all the same', () => {
    const session = after(liveSession(activity(3_000, 'active')), alive(5_000, 4_900));
    expect(after(session, alive(20_000, 19_000)).launch?.lastOutputAt).toBe(T0 + 4_900);
    expect(after(session, alive(20_000, 19_000), alive(36_000, 19_000)).launch?.lastOutputAt).toBe(T0 + 19_000);
  });

  test('of an idle agent is told sooner: it may be a dialog', () => {
    const session = after(liveSession(activity(3_000, 'idle')), alive(5_000, 4_900));
    expect(reactionsTo(session, alive(15_000, 7_000))).toEqual([{ type: 'output_moved', at: T0 + 7_000 }]);
  });

  test('of an idle agent that reports nothing is told at once: its screen is all there is', () => {
    const reporting = after(liveSession(activity(3_000, 'idle')), alive(5_000, 4_900));
    const silent = { ...reporting, launch: reporting.launch === null ? null : { ...reporting.launch, expectsSignals: false } };
    expect(reactionsTo(reporting, alive(10_000, 7_000))).toEqual([]);
    expect(reactionsTo(silent, alive(10_000, 7_000))).toEqual([{ type: 'output_moved', at: T0 + 7_000 }]);
  });
});
