import type { SessionStatus } from '@ao/domain';
import type { WaitCondition } from '../session-service.ts';
import type { SessionView } from '../session-view.ts';

const DONE: ReadonlySet<SessionStatus> = new Set<SessionStatus>(['idle', 'exited', 'terminated', 'merged']);

/** Tells whether one of the conditions holds for a session as it is now. */
export function isMet(view: SessionView, until: readonly WaitCondition[]): boolean {
  return until.some((condition) => {
    if (condition === 'blocked') return view.status === 'needs_input';
    if (condition === 'done') return DONE.has(view.status);
    if (condition === 'ended') return view.isTerminated;
    return view.status === condition;
  });
}

/** Tells whether none of the conditions can come true any more: the session has ended, and only its pull requests go on. */
export function isHopeless(view: SessionView, until: readonly WaitCondition[]): boolean {
  if (!view.isTerminated) return false;
  const mayMerge = view.pullRequests.some(({ state }) => state === 'open' || state === 'draft');
  return !(mayMerge && until.includes('merged'));
}
