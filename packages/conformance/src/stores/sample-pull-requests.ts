import type {
  CheckFailure,
  PullRequestCheck,
  PullRequestSighting,
  PullRequestSnapshot,
  RepositoryAddress,
  ReviewThread,
  ThreadComment,
  ThreadNote,
} from '@ao/ports';

/** The repository of the pull requests of most cases. */
export const SHOP_REPOSITORY: RepositoryAddress = { host: 'github.com', owner: 'acme', name: 'shop' };

/** A pull request as a listing shows it, changed at 4,000. */
export function sampleSighting(id: string, changes: Partial<PullRequestSighting> = {}): PullRequestSighting {
  return {
    id: `github.com:${id}`,
    repository: SHOP_REPOSITORY,
    number: 412,
    url: 'https://github.com/acme/shop/pull/412',
    title: 'Add a health check',
    state: 'open',
    author: { login: 'ana', isBot: false },
    sourceBranch: 'ao/shop-1/health-check',
    sourceRepository: SHOP_REPOSITORY,
    headCommit: 'c0ffee',
    targetBranch: 'main',
    updatedAt: 4_000,
    ...changes,
  };
}

/** A pull request with one green check, one review and one open thread, read at 5,000. */
export function sampleSnapshot(id: string, changes: Partial<PullRequestSnapshot> = {}): PullRequestSnapshot {
  return {
    ...sampleSighting(id),
    targetCommit: 'ba5e',
    conflict: 'mergeable',
    gate: 'blocked',
    mergeability: 'blocked',
    checks: sampleChecks([sampleCheck('test')]),
    review: {
      decision: 'changes_requested',
      source: 'opinions',
      opinions: [
        {
          author: { login: 'bo', isBot: false },
          opinion: 'changes_requested',
          commit: 'c0ffee',
          url: 'https://github.com/acme/shop/pull/412#pullrequestreview-1',
          submittedAt: 3_900,
        },
      ],
    },
    threads: { unresolved: [sampleThreadNote('t-1')], total: 2, isComplete: true, error: null, marker: 'm-1' },
    queue: 'none',
    mergeCommit: null,
    mergedAt: null,
    closedAt: null,
    observedAt: 5_000,
    ...changes,
  };
}

/** A check that passed. */
export function sampleCheck(name: string, changes: Partial<PullRequestCheck> = {}): PullRequestCheck {
  return {
    id: `github.com:check-${name}`,
    jobId: '77',
    name,
    workflow: 'build',
    state: 'passed',
    isRequired: true,
    summary: null,
    url: `https://github.com/acme/shop/actions/runs/1/job/${name}`,
    startedAt: 3_000,
    completedAt: 3_500,
    ...changes,
  };
}

/** The checks of the head commit. */
export function sampleChecks(
  items: readonly PullRequestCheck[],
  changes: Partial<PullRequestSnapshot['checks']> = {},
): PullRequestSnapshot['checks'] {
  const state = items.some((check) => check.state === 'failed') ? 'failing' : 'passing';
  const rest = { commit: 'c0ffee', isForHead: true, isSettled: true, total: items.length, isComplete: true, error: null };
  return { ...rest, state, items, ...changes };
}

/** An open thread, without its words. */
export function sampleThreadNote(id: string, changes: Partial<ThreadNote> = {}): ThreadNote {
  return { id: `github.com:${id}`, isOutdated: false, path: 'src/health.ts', line: 7, ...changes };
}

/** A thread with its words. */
export function sampleThread(id: string, comments: readonly ThreadComment[], changes: Partial<ReviewThread> = {}): ReviewThread {
  return { ...sampleThreadNote(id), isResolved: false, comments, totalComments: comments.length, ...changes };
}

/** What somebody said in a thread. */
export function sampleComment(id: string, createdAt: number, changes: Partial<ThreadComment> = {}): ThreadComment {
  return {
    id: `github.com:${id}`,
    author: { login: 'bo', isBot: false },
    body: { text: `words of ${id}`, isCut: false },
    url: `https://github.com/acme/shop/pull/412#discussion_${id}`,
    isHidden: false,
    createdAt,
    ...changes,
  };
}

/** Why a check failed. */
export function sampleFailure(text: string, changes: Partial<CheckFailure> = {}): CheckFailure {
  return { excerpt: { text, isCut: false }, source: 'log', logMissing: null, failedSteps: ['npm test'], ...changes };
}
