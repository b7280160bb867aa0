import { describe, expect, test } from 'vitest';
import type { MessageRecord, SessionRecord } from '@ao/domain';
import { createScriptedAgent } from '../__fixtures__/scripted-tui.ts';
import { DEFAULT_DELIVERY_POLICY } from '../delivery-policy.ts';
import { canConfirm, confirmationDeadline } from './confirmation-deadline.ts';

const terms = { agent: createScriptedAgent(), policy: DEFAULT_DELIVERY_POLICY, startedAt: 0, now: 1_000_000 };
const message = (changes: Partial<MessageRecord> = {}): MessageRecord =>
  ({
    delivery: 'typed',
    launchId: 'l-1',
    submittedWhileBusy: false,
    receipts: [{ at: 100_000 }],
    updatedAt: 100_000,
    ...changes,
  }) as unknown as MessageRecord;
const session = (changes: Record<string, unknown> = {}, launch: Record<string, unknown> = {}): SessionRecord =>
  ({
    phase: 'live',
    end: null,
    launch: { id: 'l-1', state: 'ready', readyAt: 50_000, deadlineAt: 60_000, ...launch },
    activity: { state: 'idle', since: 50_000 },
    ...changes,
  }) as unknown as SessionRecord;

test('a typed message has the time its agent takes', () => {
  expect(confirmationDeadline(message(), session(), terms)).toBe(110_000);
});

test('without the agent’s adapter it has a usual time', () => {
  expect(confirmationDeadline(message(), session(), { ...terms, agent: null })).toBe(130_000);
});

test('after a restart it has its time once more', () => {
  expect(confirmationDeadline(message(), session(), { ...terms, startedAt: 500_000 })).toBe(510_000);
});

test('submitted before the clock was set back, it has its time from then on', () => {
  expect(confirmationDeadline(message(), session(), { ...terms, startedAt: 20_000, now: 25_000 })).toBe(30_000);
});

describe('submitted while the agent worked', () => {
  const busy = message({ submittedWhileBusy: true });

  test.each(['active', 'blocked', 'waiting_input'])('its time has not begun while the agent is %s', (state) => {
    expect(confirmationDeadline(busy, session({ activity: { state, since: 90_000 } }), terms)).toBeNull();
  });

  test('its time begins with the end of the turn', () => {
    expect(confirmationDeadline(busy, session({ activity: { state: 'idle', since: 300_000 } }), terms)).toBe(310_000);
    expect(confirmationDeadline(busy, session({ activity: { state: 'unknown', since: 90_000 } }), terms)).toBe(110_000);
  });
});

describe('given with the launch', () => {
  const given = message({ delivery: 'launch' });

  test.each<[string, SessionRecord, number | null]>([
    ['before the launch is stored', session({ phase: 'starting' }), null],
    ['while the agent starts', session({}, { state: 'starting', readyAt: null }), null],
    ['while it asks for trust', session({}, { state: 'needs_trust', readyAt: null }), null],
    ['once it is ready', session({}, { readyAt: 200_000 }), 210_000],
    ['when it never became ready', session({}, { state: 'timed_out', readyAt: null }), 70_000],
    ['in a launch that is over', session({}, { id: 'l-2' }), 105_000],
  ])('%s', (_name, record, deadline) => {
    expect(confirmationDeadline(given, record, terms)).toBe(deadline);
  });
});

test('after the end only the last hooks can still come', () => {
  expect(confirmationDeadline(message(), session({ end: { at: 200_000 } }), terms)).toBe(205_000);
});

test('an agent confirms when its launch was set up to, or, without one, when it knows hooks', () => {
  expect(canConfirm(session({}, { expectsSignals: false }), terms.agent)).toBe(false);
  expect(canConfirm(session({}, { expectsSignals: true }), null)).toBe(true);
  expect(canConfirm(session({ launch: null }), terms.agent)).toBe(true);
  expect(canConfirm(session({ launch: null }), null)).toBe(false);
});
