import type { ActivityState, SessionStatus } from '@ao/domain';
import { expect, test } from 'vitest';
import type { SessionView } from '../session-view.ts';
import { isMet } from './wait-condition.ts';

/** The part of a view that decides. */
function view(status: SessionStatus, activity: ActivityState, openMessages = 0): SessionView {
  return { status, activity: { state: activity }, openMessages, isTerminated: false, pullRequests: [] } as unknown as SessionView;
}

test.each<SessionStatus>(['draft', 'pr_open', 'ci_failed', 'review_pending', 'changes_requested', 'approved', 'mergeable'])(
  'an agent that rests is done, also while its pull request says %s; one that works, or has a message on its way, is not',
  (status) => {
    for (const condition of ['idle', 'done'] as const) {
      expect(isMet(view(status, 'idle'), [condition])).toBe(true);
      expect(isMet(view(status, 'active'), [condition])).toBe(false);
      expect(isMet(view(status, 'unknown'), [condition])).toBe(false);
      expect(isMet(view(status, 'idle', 1), [condition])).toBe(false);
    }
    expect(isMet(view(status, 'active'), [status])).toBe(true);
  },
);

test.each<SessionStatus>(['working', 'starting', 'unknown', 'no_signal', 'needs_input', 'queued', 'stopping'])(
  '%s is not done',
  (status) => {
    expect(isMet(view(status, 'idle'), ['idle', 'done'])).toBe(false);
  },
);

test('over is over, whatever is still on its way', () => {
  for (const status of ['exited', 'terminated', 'merged'] as const) expect(isMet(view(status, 'exited', 1), ['done'])).toBe(true);
});
