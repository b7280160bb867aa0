import { AoError, REACTION_KINDS } from '@ao/domain';
import type { PullRequestDetails, PullRequestService, PullRequestView, SessionReactions } from '@ao/service-pr';
import { sampleSession, STARTED_AT } from './sample-records.ts';

/** A pull request of each of four sessions: #412 of `shop-1`, #413 of `shop-2`, #7 of `api-1`, #8 of `api-2`; with what was asked. */
export interface MemoryPullRequests extends PullRequestService {
  readonly asked: (readonly [what: string, ...rest: readonly unknown[]])[];
}

const MODES = { ci: 'send', review: 'send', conflict: 'send', ready: 'notify', merged: 'send', closed: 'notify' } as const;

function details(sessionId: string, number: number): PullRequestDetails {
  const [facts] = sampleSession(sessionId).pullRequests;
  if (facts === undefined) throw new Error('the sample has a pull request');
  const repository = { host: 'github.com', owner: 'acme', name: 'shop' };
  return {
    ...facts,
    id: `github.com:PR_${number}`,
    number,
    projectId: sessionId.replace(/-\d+$/, '') as PullRequestDetails['projectId'],
    repository,
    sourceRepository: repository,
    origin: 'found',
    checks: { passed: 1, failed: 1, open: 0, skipped: 0 },
    standsOn: null,
    blindness: { outcome: 'unknown', since: STARTED_AT, message: 'no network' },
    author: { login: 'ana', isBot: false },
    conflict: 'mergeable',
    gate: 'blocked',
    queue: 'none',
    checkList: [
      {
        id: 'github.com:CR_1',
        jobId: '77',
        name: 'test',
        workflow: 'build',
        state: 'failed',
        isRequired: true,
        summary: null,
        url: null,
        startedAt: STARTED_AT,
        completedAt: null,
        failure: { excerpt: { text: 'expected 1', isCut: false }, source: 'log', logMissing: null, failedSteps: ['npm test'] },
      },
    ],
    opinions: [{ author: null, opinion: 'approved', commit: null, url: 'https://github.com/acme/shop/pull/412', submittedAt: null }],
    threads: [{ id: 'github.com:T_1', path: 'src/a.ts', line: 7, isOutdated: false, words: { comments: [], totalComments: 0 } }],
    isComplete: true,
    mergeCommit: null,
    mergedAt: null,
    closedAt: null,
  };
}

function viewOf(all: PullRequestDetails): PullRequestView {
  const { author: _author, sourceRepository: _source, conflict: _conflict, gate: _gate, queue: _queue, checkList: _checks, ...rest } = all;
  const { opinions: _opinions, threads: _threads, isComplete: _complete, mergeCommit: _commit, mergedAt: _at, closedAt: _closed, ...view } = rest;
  return view;
}

/** Makes them. */
export function createMemoryPullRequests(): MemoryPullRequests {
  const asked: MemoryPullRequests['asked'] = [];
  const known = [details('shop-1', 412), details('shop-2', 413), details('api-1', 7), details('api-2', 8)];
  const get = (reference: string) => {
    const found = known.find((each) => [each.id, each.sessionId, `#${each.number}`, String(each.number)].includes(reference));
    if (found === undefined) throw new AoError('PULL_REQUEST_NOT_FOUND');
    return found;
  };
  const view = (reference: string) => viewOf(get(reference));
  const reactions = (sessionId: SessionReactions['sessionId'], muted: SessionReactions['muted']): SessionReactions => ({
    sessionId,
    modes: MODES,
    muted,
  });
  const noted = <Result>(what: string, result: Result, ...rest: readonly unknown[]): Result => {
    asked.push([what, ...rest]);
    return result;
  };
  return {
    asked,
    list: (filter = {}) => known.filter(({ sessionId }) => filter.sessionId === undefined || filter.sessionId === sessionId).map(viewOf),
    get,
    explain: (reference) => ({
      pullRequest: view(reference),
      decisions: [
        {
          kind: 'ci',
          subject: 'check build / test',
          decision: 'sent',
          reason: 'new',
          words: 'it was not told before',
          until: null,
          at: STARTED_AT,
          attempt: 1,
          message: { id: 'm-1' as never, state: 'acknowledged' },
        },
      ],
      modes: MODES,
      muted: ['ready'],
      seenAt: STARTED_AT,
      host: { host: 'github.com', sight: 'seeing', since: STARTED_AT, message: null, until: null, account: 'ana', budget: null },
      problems: [],
    }),
    claim: async (request) => noted('claim', { pullRequest: view('412'), takenFrom: null, branchDiffers: false, wasAlready: false }, request),
    release: (reference) => noted('release', { pullRequest: view(reference) }, reference),
    merge: async (reference, wish) => noted('merge', { pullRequest: view(reference), commit: 'f00d', wasAlready: false }, reference, wish),
    resolveThreads: async (reference, ids) => {
      const threads = [{ id: 'github.com:T_1', outcome: 'resolved', message: null }] as const;
      return noted('resolve', { pullRequest: view(reference), threads }, reference, ids);
    },
    reactionsOf: (sessionId) => reactions(sessionId, []),
    mute: (sessionId, kinds = REACTION_KINDS) => noted('mute', reactions(sessionId, kinds), sessionId),
    unmute: (sessionId) => noted('unmute', reactions(sessionId, []), sessionId),
    retry: (reference, kinds = ['ci']) => noted('retry', { pullRequest: view(reference), released: kinds }, reference),
    lookNow: async (reference) => noted('look', undefined, reference),
  };
}
