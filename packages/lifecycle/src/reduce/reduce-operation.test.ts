import { describe, expect, test } from 'vitest';
import type { LaunchId, RuntimeHandle } from '@ao/domain';
import {
  activity,
  after,
  alive,
  dead,
  launched,
  liveSession,
  newSession,
  queuedSession,
  reactionsTo,
  T0,
} from '../__fixtures__/sample-session.ts';
import { violations } from '../violations.ts';

const killBegun = { type: 'kill_begun', at: T0 + 5_000, deadlineAt: T0 + 15_000 } as const;
const killed = { type: 'ended', at: T0 + 6_000, reason: 'killed', message: null } as const;
const restoreBegun = { type: 'restore_begun', at: T0 + 9_000, deadlineAt: T0 + 69_000 } as const;

test('a launch makes a starting session live, with nothing known of its activity', () => {
  const session = after(newSession(), launched);
  expect(session).toMatchObject({
    phase: 'live',
    phaseDeadlineAt: null,
    launch: { id: 'l-1', attempt: 1, state: 'starting', deadlineAt: T0 + 31_000, handle: 'terminal-1', firstSignalAt: null },
    activity: { state: 'unknown', source: 'launch', evidenceAt: T0 + 1_000 },
  });
});

test('an agent with nothing to wait for is ready at once', () => {
  expect(after(newSession(), { ...launched, readyWithinMs: 0 }).launch).toMatchObject({ state: 'ready', readyAt: T0 + 1_000 });
});

test('the same launch told twice is one launch', () => {
  const session = liveSession(activity(3_000, 'idle'));
  expect(after(session, launched)).toEqual(session);
});

test('a launch keeps the conversation id that is known unless it has a new one', () => {
  const session = newSession({ agentSessionId: 'old' });
  expect(after(session, launched).agentSessionId).toBe('old');
  expect(after(session, { ...launched, agentSessionId: 'new' }).agentSessionId).toBe('new');
});

test('the process of a session that is starting cannot die: it is one of an earlier launch', () => {
  const restoring = after(liveSession(), killBegun, killed, restoreBegun);
  expect(after(restoring, dead(9_500))).toEqual(restoring);
});

test('a restore is a new launch: attempts count, and signals start afresh', () => {
  const second = { ...launched, at: T0 + 10_000, launchId: 'l-2' as LaunchId, handle: 'terminal-2' as RuntimeHandle };
  const session = after(liveSession(activity(3_000, 'idle')), killBegun, killed, restoreBegun, second);
  expect(session).toMatchObject({ phase: 'live', end: null, exit: null, launch: { attempt: 2, firstSignalAt: null } });
  expect(violations(session)).toEqual([]);
});

test('only an ended session can be restored', () => {
  const session = liveSession();
  expect(after(session, restoreBegun)).toEqual(session);
});

test.each([
  ['a session that is starting', newSession()],
  ['a live session', liveSession(activity(3_000, 'active'))],
])('a kill stops %s', (_name, session) => {
  expect(after(session, killBegun)).toMatchObject({ phase: 'stopping', phaseDeadlineAt: T0 + 15_000 });
  expect(after(session, killBegun, killed)).toMatchObject({ phase: 'ended', end: { reason: 'killed' }, activity: { state: 'exited' } });
});

test('kill wins: a process that dies while it is being killed was killed', () => {
  const stopping = after(liveSession(), killBegun, dead(5_500, { signal: 'SIGTERM', code: null }));
  expect(stopping).toMatchObject({ phase: 'stopping', exit: { signal: 'SIGTERM' }, activity: { state: 'exited' } });
  expect(after(stopping, killed)).toMatchObject({ phase: 'ended', end: { reason: 'killed' }, exit: { signal: 'SIGTERM' } });
});

test('a launch that finishes while a kill is under way is recorded, so that the kill finds its terminal', () => {
  const session = after(newSession(), killBegun, launched);
  expect(session).toMatchObject({ phase: 'stopping', launch: { handle: 'terminal-1' } });
});

test('the first end counts', () => {
  const session = after(liveSession(), dead(4_000, { code: 3 }));
  expect(after(session, killBegun, killed, dead(7_000), alive(8_000), activity(9_000, 'active'), launched)).toEqual(session);
});

test('an end tells what happened', () => {
  expect(reactionsTo(liveSession(), dead(4_000, { code: 3 }))).toContainEqual({
    type: 'session_ended',
    end: { at: T0 + 4_000, reason: 'exited', message: "The agent's process ended with exit code 3." },
    exit: { at: T0 + 4_000, code: 3, signal: null, evidence: 'exit_record' },
  });
});

test('the worktree can change in every phase', () => {
  const ready = { type: 'workspace_ready', at: T0, path: '/w', branch: 'b', baseRef: 'origin/main', baseCommit: 'c0' } as const;
  const rescued = { type: 'workspace_rescued', at: T0, rescueRef: 'refs/ao/rescue/shop-1/1' } as const;
  const ended = after(
    newSession(),
    ready,
    { type: 'setup_changed', at: T0, setup: 'failed', message: 'npm ci\nfailed' },
    launched,
    killBegun,
    killed,
  );
  expect(ended.workspace).toMatchObject({ state: 'present', path: '/w', baseCommit: 'c0', setup: 'failed', setupMessage: 'npm ci failed' });
  expect(after(ended, rescued).workspace).toMatchObject({ state: 'rescued', rescueRef: 'refs/ao/rescue/shop-1/1', path: '/w' });
  const rebuilt = after(ended, rescued, { ...ready, baseRef: null, baseCommit: null });
  expect(rebuilt.workspace).toMatchObject({ state: 'present', rescueRef: null, baseCommit: 'c0' });
  expect(after(ended, { type: 'workspace_removed', at: T0 }).workspace.state).toBe('removed');
});

test('where the content of a worktree was saved is not forgotten when its removal is told a second time', () => {
  const ready = { type: 'workspace_ready', at: T0, path: '/w', branch: 'b', baseRef: 'origin/main', baseCommit: 'c0' } as const;
  const removed = { type: 'workspace_removed', at: T0 } as const;
  const rescued = { type: 'workspace_rescued', at: T0, rescueRef: 'refs/ao/rescue/shop-1/1' } as const;
  const saved = { state: 'rescued', rescueRef: 'refs/ao/rescue/shop-1/1' };
  expect(after(newSession(), ready, rescued, removed).workspace).toMatchObject(saved);
  expect(after(newSession(), ready, removed, rescued).workspace).toMatchObject(saved);
});

describe('a session that waits for a place', () => {
  const queued = { type: 'queued', at: T0 + 9_000 } as const;
  const admitted = { type: 'admitted', at: T0 + 10_000, deadlineAt: T0 + 70_000 } as const;

  test('is starting once it has one, and not before', () => {
    expect(queuedSession()).toMatchObject({ phase: 'queued', phaseDeadlineAt: null, launch: null });
    expect(after(queuedSession(), launched).phase).toBe('queued');
    expect(after(queuedSession(), admitted)).toMatchObject({ phase: 'starting', phaseDeadlineAt: T0 + 70_000 });
    expect(after(queuedSession(), admitted, launched).phase).toBe('live');
  });

  test('may be one that had ended, and is as a restored one then', () => {
    const waiting = after(liveSession(), killBegun, killed, queued);
    expect(waiting).toMatchObject({ phase: 'queued', end: null, exit: null, activity: { state: 'unknown', since: T0 + 9_000 } });
    expect(violations(waiting)).toEqual([]);
    const second = { ...launched, at: T0 + 11_000, launchId: 'l-2' as LaunchId, handle: 'terminal-2' as RuntimeHandle };
    expect(after(waiting, admitted, second)).toMatchObject({ phase: 'live', launch: { attempt: 2 } });
  });

  test('may have to wait again when its start was taken back', () => {
    expect(after(queuedSession(), admitted, queued)).toMatchObject({ phase: 'queued', phaseDeadlineAt: null });
  });

  test('ends when it is killed, and nothing else that is seen changes it', () => {
    expect(after(queuedSession(), killed)).toMatchObject({ phase: 'ended', end: { reason: 'killed' } });
    const waiting = after(liveSession(), killBegun, killed, queued);
    for (const seen of [dead(9_500), alive(9_500), activity(9_500, 'active')]) expect(after(waiting, seen)).toEqual(waiting);
  });

  test.each([
    ['a live session', liveSession()],
    ['one that is being ended', after(liveSession(), killBegun)],
  ])('is never %s', (_name, session) => {
    expect(after(session, queued)).toEqual(session);
    expect(after(session, admitted)).toEqual(session);
  });
});
