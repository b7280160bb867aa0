import type { ReactionKind } from '@ao/domain';
import { expect, test } from 'vitest';
import { T0 } from '../__fixtures__/sample-pull-request.ts';
import type { DueFinding } from './decision-draft.ts';
import { gatheringUntil } from './gather-due.ts';
import type { KindVerdict } from './judge-kind.ts';

function verdict(kind: ReactionKind, dueSince: readonly number[], unreadSince: number | null = null): KindVerdict {
  const unread = unreadSince === null ? null : { threadIds: ['t'], since: unreadSince };
  const due = dueSince.map((since) => ({ since }) as DueFinding);
  return { kind, due, unread, drafts: [], escalation: null, unsentSince: null, nextAt: null };
}

test.each<[string, readonly KindVerdict[], number, number | null]>([
  ['nothing is due', [verdict('ci', [])], 0, null],
  ['the first was seen just now', [verdict('ci', [T0])], 0, T0 + 100],
  ['the time is not over', [verdict('ci', [T0])], 99, T0 + 100],
  ['the time is over', [verdict('ci', [T0])], 100, null],
  ['the first of several decides, of whatever kind', [verdict('review', [T0 + 50, T0 + 20]), verdict('ci', [T0])], 30, T0 + 100],
  ['what has still to be read counts from when it was seen', [verdict('review', [T0 + 50], T0 + 10)], 60, T0 + 110],
  ['a merge is told at once, and takes along what waits', [verdict('ci', [T0]), verdict('merged', [T0])], 0, null],
  ['so is an end without a merge', [verdict('closed', [T0])], 0, null],
  ['it is asked a little too early', [verdict('ci', [T0])], -10, T0 + 100],
])('%s', (_name, verdicts, afterMs, expected) => {
  expect(gatheringUntil(verdicts, 100, T0 + afterMs)).toBe(expected);
});

test('with nothing to gather for, everything is told as it comes', () => {
  expect(gatheringUntil([verdict('ci', [T0]), verdict('review', [T0], T0)], 0, T0)).toBeNull();
});
