import { describe, expect, test } from 'vitest';
import type { LaunchId } from '@ao/domain';
import type { AgentSignal } from '@ao/ports';
import {
  activity,
  after,
  launched,
  liveSession,
  newSession,
  reactionsTo,
  screen,
  signal,
  T0,
  tick,
} from '../__fixtures__/sample-session.ts';
import { reduce } from './reduce.ts';

const base = { source: 'hook', evidence: 'hook' } as const;
const promptSubmitted = (at: number): AgentSignal => ({ ...base, type: 'prompt_submitted', at: T0 + at, text: 'go' });
const cleared = (at: number, correlationId: string | null): AgentSignal => ({
  ...base,
  type: 'request_cleared',
  at: T0 + at,
  correlationId,
});
const stateAfter = (...observations: ReadonlyArray<ReturnType<typeof activity>>) => liveSession(...observations).activity.state;

describe('order', () => {
  test('older evidence never overrides newer evidence, whatever arrives last', () => {
    expect(stateAfter(activity(5_000, 'idle'), activity(4_000, 'active'))).toBe('idle');
  });

  test('of two pieces of evidence of the same moment the later arrival counts', () => {
    expect(stateAfter(activity(5_000, 'active'), activity(5_000, 'blocked'))).toBe('blocked');
  });

  test('a hook that fired before the launch was written down still counts', () => {
    expect(stateAfter(activity(900, 'active'))).toBe('active');
  });

  test('evidence from the future is not defended against the present', () => {
    const session = liveSession(
      signal(
        { ...base, type: 'activity', at: T0 + 9_000_000, state: 'active', detail: null, correlationId: null, turnBoundary: true },
        { receivedAt: T0 + 5_000 },
      ),
    );
    expect(session.activity.evidenceAt).toBe(T0 + 5_000);
    expect(after(session, activity(6_000, 'idle')).activity.state).toBe('idle');
  });

  test('a clock that was set back does not lock the session', () => {
    expect(stateAfter(activity(3_600_000, 'active'), activity(5_000, 'idle'))).toBe('idle');
  });

  test('the state keeps the time it was entered while evidence for it goes on', () => {
    expect(liveSession(activity(3_000, 'active'), activity(4_000, 'active')).activity).toMatchObject({
      since: T0 + 3_000,
      evidenceAt: T0 + 4_000,
    });
  });
});

describe('who is heard', () => {
  test('signals of another launch are ignored', () => {
    const session = liveSession(activity(3_000, 'idle'));
    const foreign = signal(promptSubmitted(9_000), { launchId: 'l-0' as LaunchId });
    expect(reduce(session, foreign).facts).toBe(session);
  });

  test('an ended session ignores activity, but still learns its conversation', () => {
    const ended = after(liveSession(), { type: 'ended', at: T0 + 4_000, reason: 'killed', message: null });
    expect(reduce(ended, activity(5_000, 'active')).facts).toBe(ended);
    const learned = signal({ ...base, type: 'conversation', at: T0 + 5_000, agentSessionId: 'c-1' });
    expect(after(ended, learned)).toEqual({ ...ended, agentSessionId: 'c-1' });
  });

  test('the first signal of a launch is stamped once', () => {
    const session = liveSession(activity(3_000, 'active'), activity(4_000, 'idle'));
    expect(session.launch).toMatchObject({ firstSignalAt: T0 + 3_000, lastSignalAt: T0 + 4_000 });
  });

  test('adopting an agent after a restart of the daemon is no new launch', () => {
    const session = liveSession(activity(3_000, 'idle'));
    expect(after(session, launched).launch?.firstSignalAt).toBe(T0 + 3_000);
  });

  test('what is read from a file or a screen is no signal of the agent', () => {
    expect(liveSession(activity(3_000, 'idle', { source: 'status_file' })).launch?.firstSignalAt).toBeNull();
  });
});

describe('a dialog', () => {
  const blocked = activity(3_000, 'blocked', { correlationId: 'tool-1', detail: 'Bash: npm test?' });

  test('is announced with its text', () => {
    expect(reactionsTo(liveSession(), blocked)).toContainEqual({ type: 'needs_person', text: 'Bash: npm test?' });
  });

  test.each<[string, ReturnType<typeof activity>]>([
    ['events of a sub-agent', activity(4_000, 'active', { turnBoundary: false, correlationId: 'tool-9' })],
    ['events inside the turn', activity(4_000, 'active', { turnBoundary: false })],
    ['the end of a sub-agent', activity(4_000, 'idle', { turnBoundary: false })],
    ['the end of another request', signal(cleared(4_000, 'tool-9'))],
    ['the end of a request without a name', signal(cleared(4_000, null))],
    ['a sign of life', signal({ ...base, type: 'alive', at: T0 + 4_000 })],
  ])('is not cleared by %s', (_name, observation) => {
    expect(stateAfter(blocked, observation)).toBe('blocked');
  });

  test.each<[string, ReturnType<typeof activity>, string]>([
    ['the end of its request', signal(cleared(4_000, 'tool-1')), 'active'],
    ['an event of its own request', activity(4_000, 'active', { turnBoundary: false, correlationId: 'tool-1' }), 'active'],
    ['the end of the turn', activity(4_000, 'idle'), 'idle'],
    ['the next prompt', signal(promptSubmitted(4_000)), 'active'],
    ['the second source: Esc fires no hook', activity(4_000, 'idle', { source: 'status_file', turnBoundary: false }), 'idle'],
  ])('is cleared by %s', (_name, observation, state) => {
    expect(stateAfter(blocked, observation)).toBe(state);
  });

  test('without a name is cleared by the end of a request without a name', () => {
    expect(stateAfter(activity(3_000, 'blocked'), signal(cleared(4_000, null)))).toBe('active');
  });

  test('keeps its text when a reminder has none', () => {
    expect(liveSession(blocked, activity(9_000, 'blocked')).activity).toMatchObject({
      detail: 'Bash: npm test?',
      correlationId: 'tool-1',
      since: T0 + 3_000,
    });
  });

  test('never carries control characters or a novel', () => {
    const detail = liveSession(activity(3_000, 'blocked', { detail: `a\u001b[31m\nb${'x'.repeat(900)}` })).activity.detail;
    expect(detail).toHaveLength(500);
    expect(detail).toMatch(/^a \[31m bx/);
  });
});

describe('questions', () => {
  test('a reminder after the end of the turn is information, not a state', () => {
    expect(stateAfter(activity(3_000, 'idle'), activity(63_000, 'waiting_input'))).toBe('idle');
  });

  test('a question in the middle of a turn is a state', () => {
    expect(stateAfter(activity(3_000, 'active'), activity(4_000, 'waiting_input'))).toBe('waiting_input');
  });

  const reported = activity(3_000, 'waiting_input', { source: 'report', detail: 'Which database?' });

  test.each([
    ['the end of its turn', activity(4_000, 'idle')],
    ['the rest of its turn', activity(4_000, 'active', { turnBoundary: false })],
    ['a status file', activity(4_000, 'active', { source: 'status_file' })],
  ])('one that the agent reported outlives %s', (_name, observation) => {
    expect(stateAfter(reported, observation)).toBe('waiting_input');
  });

  test('one that the agent reported is answered by the next prompt, or taken back by the agent', () => {
    expect(stateAfter(reported, signal(promptSubmitted(4_000)))).toBe('active');
    expect(stateAfter(reported, activity(4_000, 'active', { source: 'report' }))).toBe('active');
  });
});

describe('what an agent announces at the end of its turn', () => {
  const needsLogin = activity(3_000, 'blocked', { detail: 'needs a login', turnBoundary: true });
  const background = activity(3_000, 'active', { detail: 'waits for 2 sub-agents', turnBoundary: true });

  test.each([
    ['a login it needs', needsLogin, 'blocked'],
    ['work in the background', background, 'active'],
  ] as const)('%s is not taken back by its notes or its empty composer', (_name, announced, state) => {
    expect(stateAfter(announced, activity(3_010, 'idle', { source: 'status_file' }), screen(20_000, { state: 'composer' }))).toBe(state);
  });

  test('is over with its next words', () => {
    expect(stateAfter(needsLogin, signal(promptSubmitted(9_000)))).toBe('active');
    const resumed = [background, signal(promptSubmitted(9_000))];
    expect(stateAfter(...resumed, activity(9_500, 'idle', { source: 'status_file' }))).toBe('idle');
    expect(stateAfter(background, activity(9_000, 'idle'))).toBe('idle');
  });

  test('gives way to a dialog, which is then over like any other', () => {
    const dialog = activity(9_000, 'blocked', { source: 'status_file' });
    expect(stateAfter(needsLogin, dialog, activity(12_000, 'idle', { source: 'status_file' }))).toBe('idle');
  });
});

test('the end of a sub-agent is not the end of the turn', () => {
  expect(stateAfter(activity(3_000, 'active'), activity(4_000, 'idle', { turnBoundary: false }))).toBe('active');
});

describe('readiness', () => {
  const starting = after(newSession(), launched);

  test('an agent that takes a prompt is ready', () => {
    expect(reactionsTo(starting, signal(promptSubmitted(2_000)))).toEqual([
      { type: 'launch_changed', from: 'starting', to: 'ready' },
      { type: 'became_ready', launchId: 'l-1' },
      { type: 'activity_changed', from: 'unknown', to: 'active' },
    ]);
  });

  test('a dialog at the start needs a person until the agent is ready', () => {
    const trust = signal({ ...base, type: 'launch', at: T0 + 2_000, state: 'needs_trust', detail: 'Do you trust this folder?' });
    const session = after(starting, trust);
    expect(session).toMatchObject({
      launch: { state: 'needs_trust' },
      activity: { state: 'blocked', detail: 'Do you trust this folder?' },
    });
    const answered = after(session, signal({ ...base, type: 'launch', at: T0 + 9_000, state: 'ready', detail: null }));
    expect(answered).toMatchObject({ launch: { state: 'ready', readyAt: T0 + 9_000 }, activity: { state: 'unknown' } });
  });

  test('nobody can say that a launch crashed, timed out, or is starting again', () => {
    for (const state of ['crashed', 'timed_out', 'starting'] as const) {
      expect(after(liveSession(), signal({ ...base, type: 'launch', at: T0 + 3_000, state, detail: null })).launch?.state).toBe('ready');
    }
  });

  test('a launch that was given up is ready after all when the agent speaks', () => {
    expect(after(starting, tick(60_000), activity(61_000, 'idle')).launch?.state).toBe('ready');
  });
});

describe('what an interface of the agent tells', () => {
  const told = (at: number, state: 'active' | 'idle' | 'blocked', turnBoundary: boolean, correlationId: string | null = null) =>
    activity(at, state, { source: 'api', turnBoundary, correlationId });

  test('of a sub-agent neither unblocks the session nor ends its turn', () => {
    const asking = liveSession(told(5_000, 'blocked', false, 'p-1'));
    expect(after(asking, told(6_000, 'active', false)).activity.state).toBe('blocked');
    expect(after(liveSession(told(5_000, 'active', true)), told(6_000, 'idle', false)).activity.state).toBe('active');
  });

  test('of the session as a whole counts, whatever was believed', () => {
    const asking = liveSession(told(5_000, 'blocked', false, 'p-1'));
    expect(after(asking, told(6_000, 'idle', true)).activity.state).toBe('idle');
    expect(after(asking, told(6_000, 'active', true)).activity.state).toBe('active');
  });
});
