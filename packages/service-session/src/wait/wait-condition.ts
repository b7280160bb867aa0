import type { SessionStatus } from '@ao/domain';
import type { WaitCondition } from '../session-service.ts';
import type { SessionView } from '../session-view.ts';

const OVER: ReadonlySet<SessionStatus> = new Set<SessionStatus>(['exited', 'terminated', 'merged']);

/** What a pull request says speaks for its session, whatever the agent does meanwhile. */
const OF_PULL_REQUEST: ReadonlySet<SessionStatus> = new Set<SessionStatus>([
  'draft',
  'pr_open',
  'ci_failed',
  'review_pending',
  'changes_requested',
  'approved',
  'mergeable',
]);

/** Tells whether one of the conditions holds for a session as it is now. */
export function isMet(view: SessionView, until: readonly WaitCondition[]): boolean {
  return until.some((condition) => {
    if (condition === 'blocked') return view.status === 'needs_input';
    if (condition === 'done') return OVER.has(view.status) || isAtRest(view);
    if (condition === 'idle') return isAtRest(view);
    if (condition === 'ended') return view.isTerminated;
    return view.status === condition;
  });
}

/**
 * Idle, and nothing on its way that would end the rest: an agent that has just started, or is between two turns, is idle for a moment
 * although its prompt has been sent. Who waits for the end of the work must not be told that it has ended before it began.
 */
function isAtRest(view: SessionView): boolean {
  const isIdle = view.status === 'idle' || (OF_PULL_REQUEST.has(view.status) && view.activity.state === 'idle');
  return isIdle && view.openMessages === 0;
}

/** Tells whether none of the conditions can come true any more: the session has ended, and only its pull requests go on. */
export function isHopeless(view: SessionView, until: readonly WaitCondition[]): boolean {
  if (!view.isTerminated) return false;
  const mayMerge = view.pullRequests.some(({ state }) => state === 'open' || state === 'draft');
  return !(mayMerge && until.includes('merged'));
}
