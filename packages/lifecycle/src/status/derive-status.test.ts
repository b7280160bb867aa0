import { describe, expect, test } from 'vitest';
import type { SessionRecord } from '@ao/domain';
import {
  activity,
  after,
  alive,
  dead,
  launched,
  liveSession,
  newSession,
  queuedSession,
  pullRequest,
  screen,
  T0,
  tick,
} from '../__fixtures__/sample-session.ts';
import { deriveStatus } from './derive-status.ts';

const at = (record: SessionRecord, ms: number, pullRequests: Parameters<typeof deriveStatus>[1] = []) =>
  deriveStatus(record, pullRequests, T0 + ms);
const starting = after(newSession(), launched);
const ended = (reason: 'killed' | 'spawn_failed' | 'merged') =>
  after(newSession(), { type: 'ended', at: T0 + 5_000, reason, message: reason === 'spawn_failed' ? 'git said no' : null });

test.each<[string, SessionRecord, string, string]>([
  ['a place it waits for', queuedSession(), 'queued', 'phase_queued'],
  ['a spawn', newSession(), 'starting', 'phase_starting'],
  ['a kill', after(liveSession(), { type: 'kill_begun', at: T0, deadlineAt: T0 + 99_000 }), 'stopping', 'phase_stopping'],
  ['an agent that is not ready', starting, 'starting', 'launch_starting'],
  ['an agent that works', liveSession(activity(3_000, 'active')), 'working', 'activity_active'],
  ['an agent that waits', liveSession(activity(3_000, 'idle')), 'idle', 'activity_idle'],
  ['a dialog', liveSession(activity(3_000, 'blocked')), 'needs_input', 'activity_blocked'],
  ['a question', liveSession(activity(3_000, 'active'), activity(4_000, 'waiting_input')), 'needs_input', 'activity_waiting_input'],
  [
    'a trust dialog',
    after(starting, screen(3_000, { state: 'dialog', dialog: { kind: 'trust', text: 'Trust?' } })),
    'needs_input',
    'launch_needs_trust',
  ],
  ['an exit', after(liveSession(), dead(4_000)), 'exited', 'ended_exited'],
  ['a loss', after(liveSession(), dead(4_000, { evidence: 'boot_changed' })), 'exited', 'ended_lost'],
  ['a killed session', ended('killed'), 'terminated', 'ended_killed'],
  ['a failed spawn', ended('spawn_failed'), 'terminated', 'ended_spawn_failed'],
  ['no evidence yet', liveSession(), 'unknown', 'activity_unknown'],
  [
    'an agent that does not report',
    after(newSession(), { ...launched, expectsSignals: false, readyWithinMs: 0 }),
    'unknown',
    'agent_does_not_report',
  ],
])('%s', (_name, record, status, rule) => {
  expect(at(record, 10_000)).toMatchObject({ status, reason: { rule } });
});

test.each<[string, SessionRecord, string]>([
  [
    'vanished',
    after(liveSession(), dead(4_000, { evidence: 'process_gone' })),
    "Its agent vanished 6 s ago. The agent's process is gone: no such process any more.",
  ],
  ['ended by itself', after(liveSession(), dead(4_000)), "Its agent ended by itself 6 s ago. The agent's process ended with exit code 0."],
])('an agent that %s is told of in whole sentences', (_name, record, text) => {
  expect(at(record, 10_000).reason.text).toBe(text);
});

test.each<[string, SessionRecord, number]>([
  ['an operation', newSession(), 61_001],
  ['a launch', starting, 40_000],
  ['silence', liveSession(activity(3_000, 'active'), tick(900_000)), 900_000],
])('%s that is overdue says so and what to do', (_name, record, now) => {
  const { reason } = at(record, now);
  expect(reason.text).toMatch(/ ago/);
  expect(reason.nextStep).toMatch(/`ao /);
});

describe('no signal', () => {
  const ready = liveSession();

  test('is shown strictly after 90 seconds, and known beforehand', () => {
    expect(at(ready, 91_000)).toMatchObject({ status: 'unknown', changesAt: T0 + 91_001 });
    expect(at(ready, 91_001)).toMatchObject({ status: 'no_signal', changesAt: null });
    expect(at(after(ready, tick(91_001)), 91_001).status).toBe('no_signal');
  });

  test('is not shown when another source knows better', () => {
    expect(at(after(ready, screen(20_000, { state: 'composer' })), 200_000).status).toBe('idle');
  });

  test('is not shown for an agent that has spoken once', () => {
    const silenced = after(ready, activity(3_000, 'active'), tick(900_000));
    expect(at(silenced, 900_000)).toMatchObject({ status: 'unknown', reason: { rule: 'activity_timed_out' } });
  });

  test('a launch that timed out turns into it', () => {
    const late = after(starting, tick(31_001));
    expect(at(late, 40_000)).toMatchObject({ status: 'unknown', reason: { rule: 'launch_timed_out' }, changesAt: T0 + 91_001 });
    expect(at(late, 91_001).status).toBe('no_signal');
  });

  test('says when the screen moved', () => {
    expect(at(after(ready, alive(100_000, 99_000)), 101_000).reason.text).toBe(
      'Its agent has reported nothing since its launch 100 s ago; its screen last changed 2 s ago.',
    );
  });
});

describe('pull requests', () => {
  const open = pullRequest({ ci: 'failing' });

  test('an open one hides what the agent does', () => {
    expect(at(liveSession(activity(3_000, 'active')), 10_000, [open])).toMatchObject({
      status: 'ci_failed',
      reason: { rule: 'pull_request_ci_failed' },
    });
  });

  test('a person who is needed comes first', () => {
    expect(at(liveSession(activity(3_000, 'blocked')), 10_000, [open]).status).toBe('needs_input');
  });

  test('an operation under way comes first', () => {
    expect(at(newSession(), 10_000, [open]).status).toBe('starting');
  });

  test('a merged one shows while the session lives and after it ended', () => {
    const merged = pullRequest({ state: 'merged' });
    expect(at(liveSession(activity(3_000, 'idle')), 10_000, [merged]).status).toBe('merged');
    expect(at(ended('killed'), 10_000, [merged, pullRequest({ id: 'github.com:2' })]).status).toBe('merged');
    expect(at(ended('killed'), 10_000, [open]).status).toBe('terminated');
  });

  test('a closed one says nothing', () => {
    expect(at(liveSession(activity(3_000, 'active')), 10_000, [pullRequest({ state: 'closed' })]).status).toBe('working');
  });
});

test('a status comes with the facts behind it, their sources and ages', () => {
  const { reason } = at(liveSession(activity(3_000, 'blocked', { detail: 'Bash: npm test?' })), 10_000, [pullRequest()]);
  expect(reason).toMatchObject({
    text: 'A dialog stops its agent: Bash: npm test?',
    nextStep: 'Answer it with `ao attach shop-1`.',
    facts: [
      { name: 'process', value: 'running, pid 4711', ageMs: 9_000 },
      { name: 'launch', value: 'ready', ageMs: 8_000 },
      { name: 'signals', source: 'hook', ageMs: 7_000 },
      { name: 'output', value: 'none seen', ageMs: null },
      { name: 'activity', value: 'blocked: Bash: npm test?', source: 'hook', ageMs: 7_000 },
      { name: 'pull request', source: 'scm', ageMs: 10_000 },
    ],
  });
});
