import type { Answer, PullRequestDetails } from '@ao/client';
import { inlineText } from '@ao/domain';
import { placeText } from './pull-request-words.ts';

const BRANCH_MAX = 200;

/** What a person is asked before a merge. */
export function renderMergeQuestion(pull: PullRequestDetails, method: string): string {
  const how = method === 'squash' ? 'as one commit' : method === 'rebase' ? 'by rebasing' : 'with a merge commit';
  return `Merge ${placeText(pull)} at ${pull.headCommit.slice(0, 10)} into ${inlineText(pull.targetBranch, BRANCH_MAX)} ${how}?`;
}

/** What a merge came to. */
export function renderMerged({ pullRequest, commit, wasAlready }: Answer<'mergePullRequest'>): string {
  const as = commit === null ? '' : ` as ${commit.slice(0, 10)}`;
  return `${placeText(pullRequest)} ${wasAlready ? 'had been merged before' : 'is merged'}${as}.`;
}
