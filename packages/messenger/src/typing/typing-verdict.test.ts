import { describe, expect, test } from 'vitest';
import { ACTIVITY_STATES, type Activity, LAUNCH_STATES, type LaunchFacts, type SessionRecord } from '@ao/domain';
import type { ScreenReading } from '@ao/ports';
import { createScriptedAgent } from '../__fixtures__/scripted-tui.ts';
import { judge, judgeFacts, judgeScreen } from './typing-verdict.ts';

function session(
  activity: Partial<Activity> = {},
  launch: Partial<LaunchFacts> = {},
  phase: SessionRecord['phase'] = 'live',
): SessionRecord {
  return {
    phase,
    launch: { state: 'ready', handle: 'terminal', expectsSignals: true, ...launch },
    activity: { state: 'idle', source: 'hook', detail: null, ...activity },
  } as unknown as SessionRecord;
}

const reading = (changes: Partial<ScreenReading> = {}): ScreenReading => ({
  state: 'composer',
  dialog: null,
  composerText: '',
  launch: null,
  ...changes,
});
const seen = { agent: createScriptedAgent(), mayInterrupt: false, way: 'typed' } as const;
const unseen = { agent: createScriptedAgent({ canBeSeen: false }), mayInterrupt: false, way: 'typed' } as const;
const steered = { agent: createScriptedAgent({ acceptsWhileBusy: true }), mayInterrupt: false, way: 'typed' } as const;
const urgent = { ...seen, mayInterrupt: true };
const handedOver = { ...seen, way: 'structured' } as const;
const word = (verdict: ReturnType<typeof judge>): string => (verdict.type === 'wait' ? `wait for ${verdict.for}` : verdict.type);

describe('facts', () => {
  test.each(ACTIVITY_STATES.map((state) => [state] as const))('%s, to one who hands over', (state) => {
    const mayGo = state === 'idle' || state === 'unknown';
    expect(word(judgeFacts(session({ state }), handedOver))).toBe(mayGo ? 'go' : 'wait for session');
    const steering = { ...steered, way: 'structured' } as const;
    expect(word(judgeFacts(session({ state }), steering))).toBe(mayGo || state === 'active' ? 'go' : 'wait for session');
  });

  test.each(LAUNCH_STATES.map((state) => [state] as const))('a launch that is %s, to one who hands over', (state) => {
    expect(word(judgeFacts(session({}, { state }), handedOver))).toBe(state === 'ready' ? 'go' : 'wait for session');
  });

  test('nobody needs a composer to hand over', () => {
    const agent = createScriptedAgent({ takesMessages: false });
    expect(word(judgeFacts(session({ state: 'active' }), { ...handedOver, agent }))).toBe('go');
    expect(word(judgeFacts(session({ state: 'active' }), { ...handedOver, agent, mayInterrupt: true }))).toBe('interrupt');
  });

  test.each(ACTIVITY_STATES.map((state) => [state] as const))('%s, by sight and blind', (state) => {
    const expected: Record<typeof state, [string, string]> = {
      idle: ['go', 'go'],
      active: ['wait for session', 'wait for session'],
      blocked: ['wait for session', 'wait for session'],
      waiting_input: ['go', 'wait for session'],
      unknown: ['go', 'wait for session'],
      exited: ['wait for session', 'wait for session'],
    };
    expect([word(judgeFacts(session({ state }), seen)), word(judgeFacts(session({ state }), unseen))]).toEqual(expected[state]);
  });

  test.each(LAUNCH_STATES.map((state) => [state] as const))('a launch that is %s', (state) => {
    const mayType = state === 'ready' || state === 'timed_out' || state === 'crashed';
    expect(word(judgeFacts(session({}, { state }), seen))).toBe(mayType ? 'go' : 'wait for session');
    expect(word(judgeFacts(session({}, { state }), unseen))).toBe(state === 'ready' ? 'go' : 'wait for session');
  });

  test('an agent that cannot report is typed to blind', () => {
    expect(word(judgeFacts(session({ state: 'unknown' }, { expectsSignals: false }), unseen))).toBe('go');
  });

  test('a reported question is answered blind', () => {
    expect(word(judgeFacts(session({ state: 'waiting_input', source: 'report' }), unseen))).toBe('go');
  });

  test.each(['starting', 'stopping', 'ended'] as const)('nothing is typed into a session that is %s', (phase) => {
    expect(word(judgeFacts(session({}, {}, phase), seen))).toBe('wait for session');
  });

  test('an agent without composer refuses', () => {
    expect(word(judgeFacts(session(), { ...seen, agent: createScriptedAgent({ takesMessages: false }) }))).toBe('refuse');
  });
});

describe('the screen', () => {
  test.each<[Partial<ScreenReading>, string, string, string]>([
    [{ state: 'composer' }, 'go', 'go', 'go'],
    [{ state: 'composer', composerText: 'draft' }, 'wait for foreign', 'wait for foreign', 'wait for foreign'],
    [{ state: 'busy' }, 'wait for busy', 'go', 'interrupt'],
    [{ state: 'busy', composerText: null }, 'wait for busy', 'go', 'interrupt'],
    [{ state: 'dialog', composerText: null }, 'wait for dialog', 'wait for dialog', 'wait for dialog'],
    [{ state: 'unknown', composerText: null }, 'wait for unreadable', 'wait for unreadable', 'wait for unreadable'],
    [{ state: 'starting', composerText: null }, 'wait for unreadable', 'wait for unreadable', 'wait for unreadable'],
  ])('%j', (shown, patient, steering, pressing) => {
    const verdicts = [seen, steered, urgent].map((wish) => word(judgeScreen(reading(shown), wish)));
    expect(verdicts).toEqual([patient, steering, pressing]);
  });
});

test('facts and screen together: whoever is against it wins', () => {
  expect(word(judge(session({ state: 'blocked' }), reading(), seen))).toBe('wait for session');
  expect(word(judge(session(), reading({ state: 'dialog' }), seen))).toBe('wait for dialog');
  expect(word(judge(session({ state: 'active' }), reading({ state: 'busy' }), urgent))).toBe('interrupt');
  expect(word(judge(session(), reading({ state: 'busy' }), urgent))).toBe('interrupt');
  expect(word(judge(session({ state: 'active' }), null, { ...unseen, mayInterrupt: true }))).toBe('interrupt');
});

test('a turn that the screen does not show is not interrupted', () => {
  expect(word(judge(session({ state: 'active' }), reading(), urgent))).toBe('wait for session');
  expect(word(judge(session({ state: 'active' }), reading(), { ...steered, mayInterrupt: true }))).toBe('go');
});
