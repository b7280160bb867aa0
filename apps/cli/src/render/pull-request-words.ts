import type { PullRequestView } from '@ao/client';
import { inlineText } from '@ao/domain';
import type { Tone } from './colour.ts';
import { counted } from './counted.ts';

const NAME_MAX = 200;

/** The part of a note that is shown. */
export interface ShownNote {
  readonly kind: 'ci' | 'review' | 'conflict';
  readonly state: 'told' | 'stalled' | 'escalated';
  readonly attempt: number;
  readonly of: number;
}

const ABOUT = { ci: 'checks', review: 'the review', conflict: 'the conflict' } as const satisfies Record<ShownNote['kind'], string>;

/** Whose turn it is, for the last column of a list. */
export function noteText({ kind, state, attempt, of }: ShownNote): string {
  if (state === 'told') return `told the agent, ${attempt} of ${of}`;
  if (state === 'stalled') return `may not have got the message about ${ABOUT[kind]}`;
  return `telling the agent about ${ABOUT[kind]} led nowhere`;
}

/** `acme/shop#412`. */
export function placeText({ repository, number }: Pick<PullRequestView, 'repository' | 'number'>): string {
  return inlineText(`${repository.owner}/${repository.name}#${number}`, NAME_MAX);
}

/** How a pull request stands, in two or three words. */
export function stateText({ state, mergeability, ci, review }: Pick<PullRequestView, 'state' | 'mergeability' | 'ci' | 'review'>): {
  readonly text: string;
  readonly tone: Tone;
} {
  if (state === 'merged') return { text: 'merged', tone: 'good' };
  if (state === 'closed') return { text: 'closed', tone: 'faint' };
  if (mergeability === 'conflicting') return { text: 'conflicts', tone: 'bad' };
  if (ci === 'failing') return { text: 'checks fail', tone: 'bad' };
  if (state === 'draft') return { text: 'draft', tone: 'faint' };
  if (review === 'changes_requested') return { text: 'changes asked', tone: 'attention' };
  if (mergeability === 'mergeable') return { text: 'mergeable', tone: 'good' };
  if (ci === 'pending') return { text: 'checks run', tone: 'busy' };
  if (review === 'review_required') return { text: 'waits for review', tone: 'good' };
  return { text: 'open', tone: 'good' };
}

/** `3 passed, 1 failed`. */
export function checksText(checks: PullRequestView['checks']): string {
  if (checks === null) return 'unknown';
  const { passed, failed, open, skipped } = checks;
  const parts = [
    [failed, 'failed'],
    [open, 'open'],
    [passed, 'passed'],
    [skipped, 'skipped'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return told.length === 0 ? 'none' : told.join(', ');
}

/** `2 open threads`, or nothing. */
export function threadsText(count: number): string {
  return count === 0 ? '' : counted(count, 'open thread');
}
