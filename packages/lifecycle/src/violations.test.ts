import { expect, test } from 'vitest';
import type { LaunchFacts, SessionFacts } from '@ao/domain';
import { activity, after, asks, dead, liveSession, newSession, request, screen, T0 } from './__fixtures__/sample-session.ts';
import { violations } from './violations.ts';

const live = liveSession(activity(3_000, 'idle'));
const asking = liveSession(asks(3_000, 'a'));
const ended = after(live, dead(4_000));
const withLaunch = (changes: Partial<LaunchFacts>): SessionFacts => ({
  ...live,
  launch: live.launch === null ? null : { ...live.launch, ...changes },
});

test.each([
  ['a new session', newSession()],
  ['a live session', live],
  ['a session with a dialog', after(live, screen(9_000, { state: 'dialog', dialog: { kind: 'permission', text: 'Proceed?' } }))],
  ['a session that asks two things', liveSession(asks(3_000, 'a'), asks(4_000, 'b'))],
  ['a session that is being ended', after(live, { type: 'kill_begun', at: T0, deadlineAt: T0 + 1 })],
  ['an ended session', ended],
] as const)('%s keeps all rules', (_name, facts) => {
  expect(violations(facts)).toEqual([]);
});

test.each<[string, SessionFacts]>([
  ['a live session with a deadline', { ...live, phaseDeadlineAt: T0 }],
  ['a starting session without one', { ...newSession(), phaseDeadlineAt: null }],
  ['an ended session without an end', { ...ended, end: null }],
  ['a live session with an end', { ...live, end: { at: T0, reason: 'killed', message: null } }],
  ['a live session without a launch', { ...live, launch: null }],
  ['a live session without a terminal', withLaunch({ handle: null })],
  ['a live session with an exit', { ...live, exit: ended.exit }],
  ['a live session that has exited', { ...live, activity: ended.activity }],
  ['an ended session that is idle', { ...ended, activity: live.activity }],
  ['a loss without evidence', { ...ended, exit: null }],
  ['a detail like a novel', { ...live, activity: { ...live.activity, detail: 'x'.repeat(501) } }],
  ['a session that rests and asks', { ...live, requests: [request('a', 3_000)] }],
  ['more requests than anybody answers', { ...asking, requests: Array.from({ length: 17 }, (_, index) => request(`r${index}`, 3_000)) }],
  ['two requests of one name', { ...asking, requests: [request('a', 3_000), request('a', 3_000)] }],
  ['a newer request before an older one', { ...asking, requests: [request('a', 3_001), request('b', 3_000)] }],
  ['a request like a novel', { ...asking, requests: [request('a', 3_000, { text: 'x'.repeat(501) })] }],
  ['a request with a whole file', { ...asking, requests: [request('a', 3_000, { input: 'x'.repeat(16_385) })] }],
  ['a present worktree without a path', { ...live, workspace: { ...live.workspace, state: 'present' } }],
  ['a rescued worktree without its ref', { ...live, workspace: { ...live.workspace, state: 'rescued' } }],
  ['a ready launch without its time', withLaunch({ readyAt: null })],
  ['a crashed launch in a live session', withLaunch({ state: 'crashed', readyAt: null })],
  ['a first signal without a last one', withLaunch({ lastSignalAt: null })],
  ['a first signal newer than the last', withLaunch({ firstSignalAt: T0 + 9, lastSignalAt: T0 + 8 })],
  ['an attempt before the first', withLaunch({ attempt: 0 })],
  ['a launch that was overdue at once', withLaunch({ deadlineAt: T0 })],
])('%s breaks a rule', (_name, facts) => {
  expect(violations(facts)).toHaveLength(1);
});
