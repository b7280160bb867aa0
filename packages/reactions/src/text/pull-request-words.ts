import { inlineText, printableUrl, type ReactionKind } from '@ao/domain';
import type { PullRequestSnapshot } from '@ao/ports';
import type { DueFinding } from '../decide/decision-draft.ts';

const BRANCH_MAX = 120;
const SHORT_COMMIT = 12;

/** A branch as it may stand in a line of ours. */
export function branchWords(branch: string): string {
  return inlineText(branch, BRANCH_MAX);
}

/** A commit's first digits. */
export function commitWords(commit: string): string {
  return inlineText(commit.slice(0, SHORT_COMMIT), SHORT_COMMIT);
}

/** An address behind a colon, or nothing. */
export function atUrl(url: string | null): string {
  const printable = printableUrl(url);
  return printable === null ? '' : `: ${printable}`;
}

/** What one kind says about the pull request, in a few words without a full stop. */
export function kindWords(kind: ReactionKind, due: readonly DueFinding[], snapshot: PullRequestSnapshot): string {
  const target = branchWords(snapshot.targetBranch);
  switch (kind) {
    case 'ci':
      return due.length === 1 ? '1 check fails' : `${due.length} checks fail`;
    case 'review':
      return reviewWords(due);
    case 'conflict':
      return `it conflicts with ${target}`;
    case 'ready':
      return 'nothing stands between it and its merge';
    case 'merged':
      return `it was merged into ${target}`;
    case 'closed':
      return 'it was closed without a merge';
  }
}

function reviewWords(due: readonly DueFinding[]): string {
  const threads = due.filter(({ finding }) => finding.detail.type === 'thread').length;
  const opinions = due.length - threads;
  const words = [
    ...(opinions === 0 ? [] : ['changes are requested']),
    ...(threads === 0 ? [] : [threads === 1 ? '1 review thread is open' : `${threads} review threads are open`]),
  ];
  return words.join(', ');
}

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
