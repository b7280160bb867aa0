import { ACTIVITY_STATES, LAUNCH_STATES, SESSION_PHASES } from '@ao/domain';
import { describe, expect, test } from 'vitest';
import { freeSession } from '../__fixtures__/reaction-world.ts';
import { sessionHold } from './reaction-session.ts';

describe('whether a session can be told something', () => {
  test.each(SESSION_PHASES)('in the phase %s', (phase) => {
    expect(sessionHold(freeSession({ phase }))).toBe(phase === 'live' ? null : `session_${phase}`);
  });

  test.each([
    ['active', null],
    ['idle', null],
    ['unknown', null],
    ['waiting_input', 'needs_person'],
    ['blocked', 'needs_person'],
    ['exited', 'session_ended'],
  ] as const)('while its agent is %s', (state, hold) => {
    expect(ACTIVITY_STATES).toContain(state);
    expect(sessionHold(freeSession({ activity: { state } }))).toBe(hold);
  });

  test.each([
    ['ready', null],
    ['timed_out', null],
    ['starting', 'session_starting'],
    ['needs_trust', 'needs_person'],
    ['needs_login', 'needs_person'],
    ['update_prompt', 'needs_person'],
    ['crashed', 'session_ended'],
    [null, 'session_starting'],
  ] as const)('after a launch that is %s', (launchState, hold) => {
    if (launchState !== null) expect(LAUNCH_STATES).toContain(launchState);
    expect(sessionHold(freeSession({ launchState }))).toBe(hold);
  });

  test('a phase other than live says more than what its agent did last', () => {
    expect(sessionHold(freeSession({ phase: 'stopping', activity: { state: 'blocked' } }))).toBe('session_stopping');
  });
});
