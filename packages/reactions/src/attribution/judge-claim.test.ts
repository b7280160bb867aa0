import type { SessionId } from '@ao/domain';
import { expect, test } from 'vitest';
import { SESSION, SHOP, snapshot } from '../__fixtures__/sample-pull-request.ts';
import { type ClaimQuestion, judgeClaim } from './judge-claim.ts';

const session: ClaimQuestion['session'] = {
  id: SESSION,
  kind: 'worker',
  phase: 'live',
  hasWorktree: true,
  branch: 'ao/shop-1/health-check',
  repository: SHOP,
};
const other = 'shop-2' as SessionId;
const CLAIMED = { outcome: 'claimed', takenFrom: null, branchDiffers: false };
const refused = (reason: string, owner: string | null = null) => ({ outcome: 'refused', reason, owner });

test.each<[string, Partial<ClaimQuestion>, object]>([
  ['an open one of nobody', {}, CLAIMED],
  ['a draft', { pullRequest: snapshot({ state: 'draft' }) }, CLAIMED],
  ['one of another author', { pullRequest: snapshot({ author: { login: 'bo', isBot: false } }) }, CLAIMED],
  ['into a queued session with a worktree', { session: { ...session, phase: 'queued' } }, CLAIMED],
  ['in a project whose origin is unknown', { session: { ...session, repository: null } }, CLAIMED],
  ['on another branch than the worktree', { session: { ...session, branch: 'x' } }, { ...CLAIMED, branchDiffers: true }],
  ['its own', { owner: { sessionId: SESSION, phase: 'live' } }, { outcome: 'already' }],
  ['of an ended session', { owner: { sessionId: other, phase: 'ended' } }, { ...CLAIMED, takenFrom: other }],
  ['of a live session', { owner: { sessionId: other, phase: 'live' } }, refused('owned_by_live_session', other)],
  ['of a session that waits for its turn', { owner: { sessionId: other, phase: 'queued' } }, refused('owned_by_live_session', other)],
  ['taken over', { owner: { sessionId: other, phase: 'live' }, mayTakeOver: true }, { ...CLAIMED, takenFrom: other }],
  ['a merged one', { pullRequest: snapshot({ state: 'merged' }) }, refused('not_open')],
  ['a closed one, also with takeover', { pullRequest: snapshot({ state: 'closed' }), mayTakeOver: true }, refused('not_open')],
  ['of another repository', { pullRequest: snapshot({ repository: { ...SHOP, name: 'blog' } }) }, refused('other_repository')],
  ['by an ended session', { session: { ...session, phase: 'ended' } }, refused('session_ended')],
  ['by a session that is being ended', { session: { ...session, phase: 'stopping' } }, refused('session_ended')],
  ['by an orchestrator', { session: { ...session, kind: 'orchestrator' } }, refused('session_is_orchestrator')],
  ['by a session without a worktree', { session: { ...session, hasWorktree: false } }, refused('no_worktree')],
])('claiming %s', (_name, changes, expected) => {
  expect(judgeClaim({ pullRequest: snapshot(), session, owner: null, mayTakeOver: false, ...changes })).toEqual(expected);
});
