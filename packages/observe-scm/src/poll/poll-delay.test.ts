import { describe, expect, test } from 'vitest';
import { check, checks, snapshot } from '../__fixtures__/scripted-scm.ts';
import { DEFAULT_LOOK_PACE, paceFrom } from '../look-pace.ts';
import { pollDelay, type PollQuestion } from './poll-delay.ts';

const NOW = 1_790_000_000_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const shown = (changes: Parameters<typeof snapshot>[1] = {}) => snapshot(1, { updatedAt: NOW - HOUR, ...changes });
const live: PollQuestion['session'] = { phase: 'live', activity: 'idle', endedAt: null };
const ended = (ago: number): PollQuestion['session'] => ({ phase: 'ended', activity: 'exited', endedAt: NOW - ago });

function delay(changes: Partial<PollQuestion>): readonly [string, number | null] {
  const question: PollQuestion = {
    snapshot: shown(),
    session: live,
    pendingSince: null,
    headSeenAt: null,
    blind: null,
    now: NOW,
    ...changes,
  };
  const { reason, delayMs } = pollDelay(question, DEFAULT_LOOK_PACE);
  return [reason, delayMs === null ? null : delayMs / 1_000];
}

describe('the next look', () => {
  test.each<[string, Partial<PollQuestion>, string, number | null]>([
    ['at one that was never read', { snapshot: null }, 'never_read', 0],
    ['at a quiet one', {}, 'quiet', 180],
    ['at a quiet one whose agent works', { session: { ...live, activity: 'active' } }, 'working', 120],
    ['at one that has not changed for hours', { snapshot: shown({ updatedAt: NOW - 3 * HOUR }) }, 'still', 300],
    ['while checks run', { snapshot: shown({ checks: checks([check('a', { state: 'running' })], 'a1') }) }, 'pending', 30],
    [
      'while a required check has not reported',
      { snapshot: shown({ checks: { ...checks([check('a')], 'a1'), isSettled: false } }) },
      'pending',
      30,
    ],
    ['while the checks are of an older commit', { snapshot: shown({ checks: { ...checks([], 'a0'), isForHead: false } }) }, 'pending', 30],
    ['while it is not known whether it conflicts', { snapshot: shown({ conflict: 'unknown' }) }, 'pending', 30],
    ['in a merge queue', { snapshot: shown({ queue: { position: 1, state: 'waiting', enqueuedAt: NOW } }) }, 'pending', 30],
    ['right after a push', { headSeenAt: NOW - MINUTE }, 'pending', 30],
    ['a while after a push', { headSeenAt: NOW - 6 * MINUTE }, 'quiet', 180],
    ['at one of an ended session', { session: ended(HOUR) }, 'ended', 600],
    ['at one of an ended session, though its checks run', { session: ended(HOUR), snapshot: shown({ conflict: 'unknown' }) }, 'ended', 600],
    ['at one that nobody has touched since', { session: ended(9 * DAY), snapshot: shown({ updatedAt: NOW - 9 * DAY }) }, 'dormant', 3_600],
    ['at a closed one', { snapshot: shown({ state: 'closed' }) }, 'dormant', 3_600],
    ['at a merged one', { snapshot: shown({ state: 'merged' }) }, 'over', null],
    ['at one that is gone', { blind: { looks: 1, outcome: 'gone' } }, 'unseen', 1_800],
    ['at one that is forbidden', { blind: { looks: 9, outcome: 'forbidden' } }, 'unseen', 900],
    ['after a fault', { blind: { looks: 1, outcome: 'unknown' } }, 'unseen', 30],
    ['after some faults', { blind: { looks: 4, outcome: 'unknown' } }, 'unseen', 240],
    ['after very many faults', { blind: { looks: 400, outcome: 'unknown' } }, 'unseen', 900],
    ['at one from a clock ahead of ours', { snapshot: shown({ updatedAt: NOW + DAY }), headSeenAt: NOW + DAY }, 'quiet', 180],
  ])('%s', (_name, changes, reason, seconds) => {
    expect(delay(changes)).toEqual([reason, seconds]);
  });

  test('what has been pending for long is in no hurry', () => {
    const pending = (lasted: number) => delay({ snapshot: shown({ conflict: 'unknown' }), pendingSince: NOW - lasted })[1];
    expect([0, 29 * MINUTE, 31 * MINUTE, 61 * MINUTE, DAY].map(pending)).toEqual([30, 30, 60, 90, 120]);
  });
});

test('the pace keeps its proportions', () => {
  expect(paceFrom(30_000)).toEqual(DEFAULT_LOOK_PACE);
  expect(paceFrom(60_000)).toMatchObject({ pendingMs: 60_000, quietMs: 360_000, discoveryMs: 120_000 });
  expect(paceFrom(1)).toMatchObject({ pendingMs: 1_000, discoveryMs: 2_000 });
});
