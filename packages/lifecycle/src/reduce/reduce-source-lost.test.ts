import { describe, expect, test } from 'vitest';
import type { LaunchId } from '@ao/domain';
import { activity, LAUNCH, launched, liveSession, newSession, screen, T0, after } from '../__fixtures__/sample-session.ts';
import type { Observation } from '../observation/observation.ts';
import { reduce } from './reduce.ts';

function lost(at: number, since: number, launchId: LaunchId = LAUNCH): Observation {
  return { type: 'source_lost', at: T0 + at, launchId, source: 'api', since: T0 + since, reason: 'connection refused' };
}

describe('an agent whose interface is lost', () => {
  test.each(['active', 'idle'] as const)('is not believed %s any more when only that interface said so', (state) => {
    const session = liveSession(activity(5_000, state, { source: 'api' }));
    expect(after(session, lost(60_000, 20_000)).activity).toMatchObject({
      state: 'unknown',
      source: 'timeout',
      detail: 'its interface cannot be reached: connection refused',
    });
  });

  test('is believed what another source, or a later connection, has said', () => {
    const hooked = liveSession(activity(5_000, 'active'));
    expect(reduce(hooked, lost(60_000, 20_000)).facts).toBe(hooked);
    const again = liveSession(activity(30_000, 'active', { source: 'api' }));
    expect(reduce(again, lost(60_000, 20_000)).facts).toBe(again);
  });

  test.each(['blocked', 'waiting_input'] as const)('still needs somebody while it is %s', (state) => {
    const session = liveSession(activity(5_000, state, { source: 'api' }));
    expect(after(session, lost(60_000, 20_000)).activity.state).toBe(state);
  });

  test('that is another launch, or has not started yet, changes nothing', () => {
    const session = liveSession(activity(5_000, 'active', { source: 'api' }));
    expect(reduce(session, lost(60_000, 20_000, 'l-2' as LaunchId)).facts).toBe(session);
    const starting = after(newSession(), launched);
    expect(reduce(starting, lost(60_000, 20_000)).facts).toBe(starting);
  });

  test('is known again by its screen, and by its interface when that is back', () => {
    const doubted = after(liveSession(activity(5_000, 'active', { source: 'api' })), lost(60_000, 20_000));
    expect(after(doubted, screen(70_000, { state: 'busy' })).activity).toMatchObject({ state: 'active', source: 'screen' });
    expect(after(doubted, activity(65_000, 'idle', { source: 'api' })).activity).toMatchObject({ state: 'idle', source: 'api' });
  });
});
