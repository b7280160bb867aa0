import type { Mergeability, PullRequestState, ReviewDecision } from '@ao/domain';
import type { MergeConflictState, MergeGate, PullRequestChecks } from '@ao/ports';

const CONFLICTS: Readonly<Record<string, MergeConflictState>> = { MERGEABLE: 'mergeable', CONFLICTING: 'conflicting', UNKNOWN: 'unknown' };

const GATES: Readonly<Record<string, MergeGate>> = {
  CLEAN: 'clean',
  BEHIND: 'behind',
  BLOCKED: 'blocked',
  DIRTY: 'conflicting',
  DRAFT: 'draft',
  HAS_HOOKS: 'hooks',
  UNSTABLE: 'unstable',
};

/** GitHub's word for whether two branches conflict. */
export function conflictOf(word: string): MergeConflictState {
  return CONFLICTS[word] ?? 'unknown';
}

/** GitHub's word for what stands before the merge. */
export function gateOf(word: string): MergeGate {
  return GATES[word] ?? 'unknown';
}

/** What the one word is made of. */
export interface MergeabilityFacts {
  readonly state: PullRequestState;
  readonly conflict: MergeConflictState;
  readonly gate: MergeGate;
  readonly checks: PullRequestChecks;
  readonly review: ReviewDecision;
}

/** Whether it could be merged now, in one word; the order of the rules is part of the contract. */
export function mergeabilityOf({ state, conflict, gate, checks, review }: MergeabilityFacts): Mergeability {
  if (state === 'merged' || state === 'closed') return 'unknown';
  if (conflict === 'conflicting' || gate === 'conflicting') return 'conflicting';
  const fails =
    checks.state === 'failing' &&
    checks.items.some((item) => item.isRequired !== false && (item.state === 'failed' || item.state === 'cancelled'));
  const isHeldBack = review === 'changes_requested' || review === 'review_required';
  if (state === 'draft' || gate === 'draft' || gate === 'blocked' || fails || isHeldBack) return 'blocked';
  if (gate === 'unstable') return 'unstable';
  return conflict === 'mergeable' && (gate === 'clean' || gate === 'hooks') ? 'mergeable' : 'unknown';
}
