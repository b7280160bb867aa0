import type { NoticeDelivery, NoticeKind, NoticePriority } from '@ao/domain';
import type { OpenDelivery } from '@ao/ports';
import { describe, expect, test } from 'vitest';
import { GATHER_LONGEST_MS, GATHER_PAUSE_MS, type OutletState, planOutlet } from './plan-outlet.ts';

const NOW = 1_000_000;

interface Row {
  readonly priority?: NoticePriority;
  readonly kind?: NoticeKind;
  readonly ageMs?: number;
  readonly delivery?: Partial<NoticeDelivery>;
}

function open(id: number, { priority = 'normal', kind = 'report', ageMs = 0, delivery = {} }: Row = {}): OpenDelivery {
  const unset = { sessionId: null, projectId: null, url: null, readAt: null, withdrawnAt: null, deliveries: [] };
  return {
    notice: { id, key: `k-${id}`, kind, priority, text: '', raisedAt: NOW - ageMs, ...unset },
    delivery: {
      outlet: 'desk',
      state: 'waiting',
      attempts: 0,
      notBefore: null,
      hold: null,
      dispatchId: null,
      updatedAt: 0,
      detail: null,
      ...delivery,
    },
  };
}

function plan(waiting: readonly OpenDelivery[], changes: Partial<OutletState> = {}) {
  const result = planOutlet({ waiting, now: NOW, quiet: { usual: false, high: false }, rateWaitMs: 0, ...changes });
  return {
    send: result.send.map(({ notice }) => notice.id),
    hold: result.hold.map(({ open: { notice }, hold }) => `${notice.id} ${hold}`),
    lookAgainMs: result.lookAgainMs,
  };
}

const QUIET = { usual: true, high: false };
const held = (hold: NoticeDelivery['hold']): Row => ({ delivery: { hold } });
const tried = (notBefore: number, dispatchId: string): Row => ({ delivery: { attempts: 1, notBefore, dispatchId } });

describe('what goes next', () => {
  test.each<[string, readonly OpenDelivery[], readonly number[]]>([
    ['nothing', [], []],
    ['the oldest, one by one', [open(1), open(2)], [1]],
    ['what is most important', [open(1), open(2, { priority: 'high' }), open(3, { priority: 'high' })], [2]],
    ['what was held back, together', [open(1), open(2, held('rate_limit')), open(3, held('quiet_hours'))], [2, 3]],
    ['something important before what was held back', [open(1, held('quiet_hours')), open(2, { priority: 'high' })], [2]],
    [
      'what failed, when its time has come, as it was',
      [open(1), open(2, tried(NOW, 'd')), open(3, tried(NOW + 9, 'e')), open(4, tried(NOW, 'd'))],
      [2, 4],
    ],
    ['something else while what failed has to wait', [open(1, tried(NOW + 9, 'd')), open(2)], [2]],
  ])('%s', (_name, waiting, ids) => {
    expect(plan(waiting).send).toEqual(ids);
  });
});

test('in quiet hours everything is held back but what may pass', () => {
  const waiting = [open(1), open(2, { priority: 'high' }), open(3, held('quiet_hours')), open(4, tried(NOW, 'd'))];
  expect(plan(waiting, { quiet: QUIET })).toEqual({ send: [2], hold: ['1 quiet_hours'], lookAgainMs: 60_000 });
  expect(plan(waiting, { quiet: { usual: true, high: true } })).toEqual({
    send: [],
    hold: ['1 quiet_hours', '2 quiet_hours'],
    lookAgainMs: 60_000,
  });
});

test('above the rate limit everything is held back until there is room; what failed is not counted', () => {
  const waiting = [open(1), open(2, { priority: 'high' }), open(3, held('rate_limit'))];
  expect(plan(waiting, { rateWaitMs: 9_000 })).toEqual({ send: [], hold: ['1 rate_limit', '2 rate_limit'], lookAgainMs: 9_000 });
  expect(plan([...waiting, open(4, tried(NOW, 'd'))], { rateWaitMs: 9_000 }).send).toEqual([4]);
});

describe('ends of agents', () => {
  const ended = (id: number, ageMs: number) => open(id, { kind: 'ended', ageMs });

  test('are told together, once no other has come for a few seconds', () => {
    expect(plan([ended(1, 8_000), ended(2, 1_000)])).toEqual({ send: [], hold: [], lookAgainMs: GATHER_PAUSE_MS - 1_000 });
    expect(plan([ended(1, 12_000), ended(2, GATHER_PAUSE_MS)]).send).toEqual([1, 2]);
  });

  test('do not wait for ever for an end of the wave, nor because the clock was put back', () => {
    expect(plan([ended(1, GATHER_LONGEST_MS), ended(2, 1)]).send).toEqual([1, 2]);
    expect(plan([ended(1, -60_000)]).send).toEqual([1]);
  });

  test('do not keep others waiting', () => {
    expect(plan([ended(1, 0), open(2)]).send).toEqual([2]);
  });
});

test('a pause that is further away than any pause can be was set by a wrong clock', () => {
  expect(plan([open(1, tried(NOW + 31 * 60_000, 'd'))]).send).toEqual([1]);
  expect(plan([open(1, tried(NOW + 29 * 60_000, 'd'))])).toEqual({ send: [], hold: [], lookAgainMs: 29 * 60_000 });
});
