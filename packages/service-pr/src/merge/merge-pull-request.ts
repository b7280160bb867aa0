import { AoError, type ErrorCode } from '@ao/domain';
import type { MergeOutcome, StoredPullRequest } from '@ao/ports';
import { needScm } from '../find/need-answer.ts';
import type { MergeWish } from '../pull-request-service.ts';
import type { PullRequestServiceOptions } from '../pull-request-service-options.ts';
import { refreshPullRequest } from '../read/refresh-pull-request.ts';

type Refusal = Extract<MergeOutcome, { outcome: 'refused' }>['reason'];

const REFUSALS: Readonly<Record<Refusal, ErrorCode>> = {
  head_moved: 'PULL_REQUEST_HEAD_MOVED',
  conflict: 'PULL_REQUEST_CONFLICT',
  method_not_allowed: 'MERGE_METHOD_NOT_ALLOWED',
  not_mergeable: 'PULL_REQUEST_NOT_MERGEABLE',
  closed: 'PULL_REQUEST_CLOSED',
};

/** What a merge came to. */
export interface Merged {
  readonly commit: string | null;
  readonly wasAlready: boolean;
}

/** Merges, and stores what the pull request is then. */
export async function mergePullRequest(
  options: Pick<PullRequestServiceOptions, 'stores' | 'scm'>,
  stored: StoredPullRequest,
  wish: MergeWish,
  signal?: AbortSignal,
): Promise<Merged> {
  const scm = needScm(options.scm);
  const { repository, facts } = stored;
  const { method = 'squash', expectedHead, commitTitle, commitMessage } = wish;
  const request = { repository, number: facts.number, method, expectedHead, commitTitle, commitMessage };
  const outcome = await scm.merge(request, signal);
  // Whatever it came to, it is no longer as it was stored: a head that has moved should be seen before the next try.
  const snapshot = outcome.outcome === 'gone' ? null : await refreshPullRequest({ ...options, scm }, facts.id, signal);
  if (outcome.outcome === 'merged') return { commit: outcome.commit ?? snapshot?.mergeCommit ?? null, wasAlready: outcome.wasAlready };
  if (outcome.outcome === 'unknown' && snapshot?.state === 'merged') return { commit: snapshot.mergeCommit, wasAlready: false };
  throw refusal(outcome, stored, wish);
}

function refusal(outcome: Exclude<MergeOutcome, { outcome: 'merged' }>, { facts }: StoredPullRequest, wish: MergeWish): AoError {
  const name = `#${facts.number}`;
  switch (outcome.outcome) {
    case 'gone':
      return new AoError('PULL_REQUEST_NOT_FOUND', {
        message: `The code host does not know ${name} any more, or hides it from this token. Nothing was merged.`,
      });
    case 'forbidden':
      return outcome.error;
    case 'unknown':
      return new AoError('MERGE_UNCERTAIN', {
        message: `It is not known whether ${name} was merged: ${outcome.error.message} Look with \`ao pr get ${facts.number}\`; merging again does no harm.`,
        details: outcome.error.details,
        cause: outcome.error,
      });
    case 'refused': {
      const code = REFUSALS[outcome.reason];
      const words = outcome.message === '' ? '' : ` The code host says: ${outcome.message}`;
      return new AoError(code, {
        message: `${name} was not merged. ${new AoError(code).message}${words}`,
        details: { reason: outcome.reason, method: wish.method ?? 'squash', expectedHead: wish.expectedHead },
      });
    }
  }
}
