import type { ActivityState, AgentReport, AgentReportId, SessionRecord, StandingReports } from '@ao/domain';
import { describe, expect, test } from 'vitest';
import { liveSession, newSession, T0 } from '../__fixtures__/sample-session.ts';
import { DEFAULT_LIFECYCLE_POLICY } from '../lifecycle-policy.ts';
import { deriveStatus } from './derive-status.ts';
import { needsWords } from './needs-words.ts';

function report(changes: Partial<AgentReport>): AgentReport {
  const id = 'r-1' as AgentReportId;
  const { id: sessionId } = newSession();
  return { id, sessionId, kind: 'question', text: 'Which table?', at: T0, launchId: null, answer: null, supersededAt: null, ...changes };
}
const asks: StandingReports = { questions: [report({})], done: null };
const done: StandingReports = { questions: [], done: report({ kind: 'done', text: 'All tests pass' }) };

const derive = (session: SessionRecord, said: StandingReports) => deriveStatus(session, [], T0 + 60_000, DEFAULT_LIFECYCLE_POLICY, said);

/** A live session with an activity, however it came about. */
function live(state: ActivityState, detail: string | null = null): SessionRecord {
  const session = liveSession();
  return { ...session, activity: { ...session.activity, state, since: T0 + 30_000, detail, source: 'hook' } };
}

describe('a session whose agent asks something in words', () => {
  test.each([
    ['active', ' Meanwhile it works on.'],
    ['idle', ' Its turn has ended.'],
    ['unknown', ''],
  ] as const)('needs a person while it is %s, and says what the agent does', (state, meanwhile) => {
    const { status, reason } = derive(live(state), asks);
    expect(status).toBe('needs_input');
    expect(reason).toMatchObject({ rule: 'agent_question', text: `Its agent asks: Which table?${meanwhile}` });
    expect(reason.nextStep).toContain('ao answer');
    expect(reason.facts.map(({ name }) => name)).toEqual(expect.arrayContaining(['activity', 'question']));
    expect(needsWords(live(state), asks)).toBe('Which table?');
  });

  test('shows a dialog first: it stops the agent', () => {
    const session = live('blocked', 'Trust this?');
    expect(derive(session, asks).reason.rule).toBe('activity_blocked');
    expect(needsWords(session, asks)).toBe('Trust this?');
  });

  test('counts the others, and shows one line of each', () => {
    const said = { ...asks, questions: [report({ text: 'One\nor "two"?\u001b[31m' }), report({}), report({})] };
    expect(derive(live('idle'), said).reason.text).toBe("Its agent asks: One or 'two'? (and 2 more questions) Its turn has ended.");
  });

  test.each(['queued', 'starting', 'stopping'] as const)('needs nobody while it is %s', (phase) => {
    expect(derive({ ...live('unknown'), phase, phaseDeadlineAt: T0 + 90_000 }, asks).status).toBe(phase);
  });

  test('needs nobody once it has ended', () => {
    const ended = { ...live('idle'), phase: 'ended' as const, end: { at: T0 + 50_000, reason: 'killed' as const, message: null } };
    expect(derive(ended, asks).status).toBe('terminated');
  });
});

describe('an agent that says it is done', () => {
  test('is idle, and the reason says what it claims', () => {
    const { status, reason } = derive(live('idle'), done);
    expect(status).toBe('idle');
    expect(reason).toMatchObject({
      rule: 'agent_done',
      text: expect.stringMatching(/idle for .* It says that it is done: All tests pass$/),
    });
  });

  test.each(['active', 'unknown', 'blocked'] as const)('is what it is while it is %s', (state) => {
    const silent = derive(live(state), { questions: [], done: null });
    const { status, reason } = derive(live(state), done);
    expect([status, reason.rule, reason.text]).toEqual([silent.status, silent.reason.rule, silent.reason.text]);
  });
});
