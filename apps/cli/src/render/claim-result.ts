import type { ClaimedPullRequest } from '@ao/client';
import { inlineText } from '@ao/domain';
import { placeText } from './pull-request-words.ts';

const BRANCH_MAX = 200;

/** What a claim came to, and what is left to do. */
export function renderClaimed({ pullRequest, takenFrom, branchDiffers, wasAlready }: ClaimedPullRequest, session: string): string {
  const place = placeText(pullRequest);
  const from = takenFrom === null ? '' : `, taken from ${takenFrom}`;
  const branch = inlineText(pullRequest.sourceBranch, BRANCH_MAX);
  return [
    wasAlready ? `${place} is ${session}'s already; only a person takes it away now.` : `${place} belongs to ${session} now${from}.`,
    ...(branchDiffers ? [`Its worktree is on another branch than ${branch}; nothing was checked out.`] : []),
  ].join('\n');
}
