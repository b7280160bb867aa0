import { describe, expect, test } from 'vitest';
import type { Activity } from '@ao/domain';
import { isOutdated, shortText, TURN_END, withEvidence, withTimeout } from './activity-evidence.ts';

const known: Activity = { state: 'active', since: 1_000, evidenceAt: 5_000, source: 'hook', detail: 'Bash', correlationId: 'tool-1' };
const evidence = { state: 'active', at: 6_000, source: 'hook', detail: null, correlationId: null } as const;

describe('what is out of date', () => {
  test.each<[string, Partial<Activity>, number, number, number | null, boolean]>([
    ['older evidence', {}, 4_999, 9_000, 1, true],
    ['evidence of the same moment', {}, 5_000, 9_000, 1, false],
    ['newer evidence', {}, 5_001, 9_000, 1, false],
    ['nothing, compared with the launch', { source: 'launch' }, 1, 9_000, null, false],
    ['after a timeout: the evidence that expired', { source: 'timeout' }, 5_000, 9_000, 1, true],
    ['after a timeout: not what came since', { source: 'timeout' }, 5_001, 9_000, 1, false],
    ['after a timeout: not the very first signal', { source: 'timeout' }, 1, 9_000, null, false],
    ['nothing, compared with the future', { evidenceAt: 50_000 }, 4_000, 9_000, 1, false],
  ])('%s', (_name, changes, at, now, firstSignalAt, outdated) => {
    expect(isOutdated({ ...known, ...changes }, at, now, { firstSignalAt })).toBe(outdated);
  });
});

describe('new evidence', () => {
  test('for the same state keeps when it was entered, and what is asked', () => {
    expect(withEvidence(known, evidence)).toEqual({ ...known, evidenceAt: 6_000 });
  });

  test('for another state begins anew', () => {
    expect(withEvidence(known, { ...evidence, state: 'idle' })).toEqual({
      state: 'idle',
      since: 6_000,
      evidenceAt: 6_000,
      source: 'hook',
      detail: null,
      correlationId: null,
    });
  });

  test('that says nothing new changes nothing', () => {
    expect(withEvidence(known, { ...evidence, at: 5_000 })).toBe(known);
  });

  test('does not inherit what was announced for the end of a turn', () => {
    expect(withEvidence({ ...known, correlationId: TURN_END }, evidence)).toMatchObject({
      since: 1_000,
      detail: null,
      correlationId: null,
    });
  });
});

test('a timeout keeps the time of the last evidence, so that late evidence can correct it', () => {
  expect(withTimeout(known, 9_000, 'silent')).toEqual({
    ...known,
    state: 'unknown',
    since: 9_000,
    source: 'timeout',
    detail: 'silent',
    correlationId: null,
  });
});

test.each([
  [null, null],
  ['', null],
  [' \u0007\n ', null],
  ['  a\r\nb\u001b[1m ', 'a b [1m'],
  ['x'.repeat(600), 'x'.repeat(500)],
  [`${'x'.repeat(499)}😀`, `${'x'.repeat(499)}\ufffd`],
])('short text of %j', (text, short) => {
  expect(shortText(text)).toBe(short);
});
