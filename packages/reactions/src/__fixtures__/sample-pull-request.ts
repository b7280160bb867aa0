import type { SessionId } from '@ao/domain';
import type { PullRequestCheck, PullRequestSnapshot, RepositoryAddress, ReviewThread, ThreadComment } from '@ao/ports';

/** Some time in 2026. */
export const T0 = 1_790_000_000_000;
export const MINUTE = 60_000;
export const SESSION = 'shop-1' as SessionId;
export const SHOP: RepositoryAddress = { host: 'github.com', owner: 'acme', name: 'shop' };
export const PULL_REQUEST = 'github.com:PR_1';

/** An open pull request of `shop-1`, all checks green, waiting for a review. */
export function snapshot(changes: Partial<PullRequestSnapshot> = {}): PullRequestSnapshot {
  return {
    id: PULL_REQUEST,
    repository: SHOP,
    number: 12,
    url: 'https://github.com/acme/shop/pull/12',
    title: 'Add a health check',
    state: 'open',
    author: { login: 'ana', isBot: false },
    sourceBranch: 'ao/shop-1/health-check',
    sourceRepository: SHOP,
    headCommit: 'a1',
    targetBranch: 'main',
    updatedAt: T0,
    targetCommit: 'm1',
    conflict: 'mergeable',
    gate: 'blocked',
    mergeability: 'blocked',
    checks: checks([check('test')]),
    review: { decision: 'review_required', source: 'rule', opinions: [] },
    threads: { unresolved: [], total: 0, isComplete: true, error: null, marker: 'none' },
    queue: 'none',
    mergeCommit: null,
    mergedAt: null,
    closedAt: null,
    observedAt: T0,
    ...changes,
  };
}

export function check(name: string, changes: Partial<PullRequestCheck> = {}): PullRequestCheck {
  return {
    id: `github.com:run-${name}`,
    jobId: '77',
    name,
    workflow: 'build',
    state: 'passed',
    isRequired: true,
    summary: null,
    url: 'https://github.com/acme/shop/actions/runs/1/job/77',
    startedAt: T0,
    completedAt: T0,
    ...changes,
  };
}

export function failed(name: string, changes: Partial<PullRequestCheck> = {}): PullRequestCheck {
  return check(name, { state: 'failed', ...changes });
}

/** All checks of the head commit; what they come to together is worked out as the contract says. */
export function checks(
  items: readonly PullRequestCheck[],
  changes: Partial<PullRequestSnapshot['checks']> = {},
): PullRequestSnapshot['checks'] {
  const has = (...states: readonly PullRequestCheck['state'][]) => items.some(({ state }) => states.includes(state));
  const isRunning = has('queued', 'running');
  const state = items.length === 0 ? 'unknown' : has('failed', 'cancelled') ? 'failing' : isRunning ? 'pending' : 'passing';
  return {
    commit: 'a1',
    isForHead: true,
    state,
    isSettled: !isRunning,
    items,
    total: items.length,
    isComplete: true,
    error: null,
    ...changes,
  };
}

export function threads(marker: string, ...ids: readonly string[]): PullRequestSnapshot['threads'] {
  const unresolved = ids.map((id) => ({ id, isOutdated: false, path: 'src/health.ts', line: 7 }));
  return { unresolved, total: ids.length, isComplete: true, error: null, marker };
}

export function thread(id: string, comments: readonly ThreadComment[], changes: Partial<ReviewThread> = {}): ReviewThread {
  return { id, isResolved: false, isOutdated: false, path: 'src/health.ts', line: 7, comments, totalComments: comments.length, ...changes };
}

export function comment(id: string, login: string, text: string, changes: Partial<ThreadComment> = {}): ThreadComment {
  return {
    id,
    author: { login, isBot: false },
    body: { text, isCut: false },
    url: `https://github.com/acme/shop/pull/12#discussion_${id}`,
    isHidden: false,
    createdAt: T0,
    ...changes,
  };
}
