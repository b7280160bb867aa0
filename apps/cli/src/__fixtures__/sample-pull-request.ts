import type { PullRequestDetails, PullRequestExplanation, PullRequestView } from '@ao/client';

const REPOSITORY = { host: 'github.com', owner: 'acme', name: 'shop' };

/** An open pull request of `shop-3` whose tests fail. */
export function samplePullRequestView(changes: Partial<PullRequestView> = {}): PullRequestView {
  return {
    id: 'github.com:PR_1',
    sessionId: 'shop-3',
    projectId: 'shop',
    url: 'https://github.com/acme/shop/pull/412',
    number: 412,
    title: 'Upgrade \u001b[31mreact',
    state: 'open',
    ci: 'failing',
    review: 'changes_requested',
    mergeability: 'blocked',
    unresolvedThreads: 1,
    sourceBranch: 'ao/shop-3/upgrade-react',
    targetBranch: 'main',
    headCommit: 'c0ffee0123456789',
    note: { kind: 'ci', state: 'told', attempt: 1, of: 3, at: 900_000 },
    updatedAt: 940_000,
    observedAt: 990_000,
    repository: REPOSITORY,
    origin: 'found',
    checks: { passed: 3, failed: 1, open: 0, skipped: 0 },
    standsOn: null,
    blindness: null,
    ...changes,
  };
}

/** The same with everything that was seen. */
export function samplePullRequestDetails(changes: Partial<PullRequestDetails> = {}): PullRequestDetails {
  return {
    ...samplePullRequestView(),
    author: { login: 'ana', isBot: false },
    sourceRepository: REPOSITORY,
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
        startedAt: 1,
        completedAt: 2,
        failure: { excerpt: { text: 'expected 1\u001b[0m, got 2', isCut: true }, source: 'log', logMissing: null, failedSteps: ['npm test'] },
      },
    ],
    opinions: [{ author: { login: 'bo', isBot: false }, opinion: 'changes_requested', commit: null, url: 'https://x.test', submittedAt: 1 }],
    threads: [
      {
        id: 'github.com:T_1',
        path: 'src/app.ts',
        line: 7,
        isOutdated: false,
        words: {
          totalComments: 1,
          comments: [
            {
              id: 'github.com:C_1',
              author: { login: 'bo', isBot: false },
              body: { text: 'Please\nname it', isCut: false },
              url: 'https://x.test',
              isHidden: false,
              createdAt: 1,
            },
          ],
        },
      },
    ],
    isComplete: true,
    mergeCommit: null,
    mergedAt: null,
    closedAt: null,
    ...changes,
  };
}

/** What was decided about it. */
export function samplePullRequestExplanation(changes: Partial<PullRequestExplanation> = {}): PullRequestExplanation {
  const about = { kind: 'ci', subject: 'check build / test', until: null, attempt: 0, message: null } as const;
  return {
    pullRequest: samplePullRequestView(),
    decisions: [
      { ...about, decision: 'waiting', reason: 'gathering', words: 'what arrives together is told together', until: 90_000_000_000_000, at: 990_000 },
      {
        ...about,
        decision: 'sent',
        reason: 'new',
        words: 'it was not told before',
        at: 900_000,
        attempt: 1,
        message: { id: 'm-1', state: 'acknowledged' },
      },
    ],
    modes: { ci: 'send', review: 'send', conflict: 'off', ready: 'notify', merged: 'send', closed: 'notify' },
    muted: ['conflict'],
    seenAt: 995_000,
    host: { host: 'github.com', sight: 'seeing', since: 1, message: null, until: null, account: 'ana', budget: null },
    problems: ['Not all checks could be read.'],
    ...changes,
  };
}
