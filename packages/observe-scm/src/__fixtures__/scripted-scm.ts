import { AoError } from '@ao/domain';
import type {
  CheckFailure,
  ForgeAnswer,
  PullRequestCheck,
  PullRequestSighting,
  PullRequestSnapshot,
  RateBudget,
  RepositoryAddress,
  ReviewThread,
  ScmV1,
} from '@ao/ports';

export const HOST = 'github.com';
export const SHOP: RepositoryAddress = { host: HOST, owner: 'acme', name: 'shop' };

/** What a host would say, and everything it was asked. */
export interface ScriptedScm extends ScmV1 {
  readonly pullRequests: Map<string, PullRequestSnapshot>;
  /** Answers instead of the snapshots, by id. */
  readonly answers: Map<string, ForgeAnswer<PullRequestSnapshot>>;
  readonly threads: Map<string, ForgeAnswer<ReviewThread>>;
  readonly failures: Map<string, ForgeAnswer<CheckFailure>>;
  /** Everything is answered with this, while it is set. */
  fault: AoError | null;
  account: string | null;
  budgetNow: RateBudget | null;
  /** The repository all others are forks of. */
  parent: RepositoryAddress | null;
  /** The repository's present name, once it was renamed. */
  renamedTo: RepositoryAddress | null;
  /** The listing says that nothing has changed, whatever has. */
  listIsStuck: boolean;
  /** The listing does not reach back to those. */
  readonly unlisted: Set<string>;
  /** Calls wait for it. */
  hold: Promise<void> | null;
  readonly polls: (readonly string[])[];
  readonly asked: string[];
  discoveries: number;
}

/** Makes a host without pull requests. */
export function createScriptedScm(now: () => number): ScriptedScm {
  let version = '';
  const failed = (scm: ScriptedScm): { readonly outcome: 'unknown'; readonly error: AoError } | null =>
    scm.fault === null ? null : { outcome: 'unknown', error: scm.fault };
  const held = async (scm: ScriptedScm, signal: AbortSignal | undefined): Promise<void> => {
    if (scm.hold === null) return;
    await Promise.race([scm.hold, new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }))]);
    signal?.throwIfAborted();
  };
  const scm: ScriptedScm = {
    specificationVersion: 'scm-v1',
    name: 'scripted',
    pullRequests: new Map(),
    answers: new Map(),
    threads: new Map(),
    failures: new Map(),
    fault: null,
    account: 'ana',
    budgetNow: null,
    parent: null,
    renamedTo: null,
    listIsStuck: false,
    unlisted: new Set(),
    hold: null,
    polls: [],
    asked: [],
    discoveries: 0,
    check: () => Promise.reject(new Error('not asked here')),
    parseRemote(url) {
      const match = /github\.com[:/]([\w-]+)\/([\w-]+)/.exec(url);
      return match?.[1] === undefined || match[2] === undefined ? null : { host: HOST, owner: match[1], name: match[2] };
    },
    parsePullRequest: () => null,
    async readRepository(address) {
      const facts = { id: 'r', address, url: '', isPrivate: false, isArchived: false, defaultBranch: 'main' };
      return failed(scm) ?? { outcome: 'value', value: { ...facts, parent: scm.parent } };
    },
    async readAccount() {
      const { account } = scm;
      if (account === null) return { outcome: 'forbidden', error: new AoError('FORGE_FORBIDDEN') };
      return failed(scm) ?? { outcome: 'value', value: { login: account, isBot: false } };
    },
    async discover({ repository, sourceRepository, branchPrefixes, since, validator }, signal) {
      scm.discoveries += 1;
      await held(scm, signal);
      const fault = failed(scm);
      if (fault !== null) return fault;
      const present = scm.renamedTo ?? repository;
      const all = Array.from(scm.pullRequests.values()).filter(({ id }) => !scm.unlisted.has(id));
      const etag = JSON.stringify(all.map(({ id, updatedAt, headCommit }) => [id, updatedAt, headCommit]));
      if (validator !== null && (scm.listIsStuck || validator === etag)) return { outcome: 'unchanged' };
      version = etag;
      const source = sourceRepository.owner === repository.owner ? present : sourceRepository;
      const pullRequests = all.filter(
        (each) =>
          each.sourceRepository?.owner === source.owner &&
          each.sourceRepository.name === source.name &&
          branchPrefixes.some((prefix) => each.sourceBranch.startsWith(prefix)) &&
          (since === null || each.updatedAt >= since),
      );
      const isComplete = scm.unlisted.size === 0;
      return { outcome: 'found', pullRequests: pullRequests.map(sightingOf), repository: present, validator: isComplete ? version : null, isComplete };
    },
    async findByBranch({ branch }) {
      scm.asked.push(`branch ${branch}`);
      return { outcome: 'value', value: Array.from(scm.pullRequests.values()).filter((each) => each.sourceBranch === branch).map(sightingOf) };
    },
    findByPlace: () => Promise.resolve({ outcome: 'gone' }),
    async poll(ids, signal) {
      scm.polls.push(ids);
      await held(scm, signal);
      return new Map(ids.map((id) => [id, failed(scm) ?? scm.answers.get(id) ?? answerOf(scm, id, now())]));
    },
    async readThreads(ids, signal) {
      scm.asked.push(...ids.map((id) => `thread ${id}`));
      await held(scm, signal);
      return new Map(ids.map((id) => [id, failed(scm) ?? scm.threads.get(id) ?? ({ outcome: 'gone' } as const)]));
    },
    async readFailure({ check }, signal) {
      scm.asked.push(`failure ${check.id}`);
      await held(scm, signal);
      return failed(scm) ?? scm.failures.get(check.id) ?? failure(`the log of ${check.name}`);
    },
    async askMergeability({ number }) {
      scm.asked.push(`mergeability ${number}`);
      return { outcome: 'value', value: 'unknown' };
    },
    merge: () => Promise.reject(new Error('nothing here ever merges')),
    resolveThread: () => Promise.reject(new Error('nothing here ever resolves')),
    budget: () => scm.budgetNow,
  };
  return scm;
}

function answerOf(scm: ScriptedScm, id: string, now: number): ForgeAnswer<PullRequestSnapshot> {
  const value = scm.pullRequests.get(id);
  return value === undefined ? { outcome: 'gone' } : { outcome: 'value', value: { ...value, observedAt: now } };
}

function sightingOf(snapshot: PullRequestSnapshot): PullRequestSighting {
  const { id, repository, number, url, title, state, author, sourceBranch, sourceRepository, headCommit, targetBranch, updatedAt } = snapshot;
  return { id, repository, number, url, title, state, author, sourceBranch, sourceRepository, headCommit, targetBranch, updatedAt };
}

export function failure(text: string): ForgeAnswer<CheckFailure> {
  return { outcome: 'value', value: { excerpt: { text, isCut: false }, source: 'log', logMissing: null, failedSteps: ['Run tests'] } };
}

/** An open pull request, all checks green, waiting for a review. */
export function snapshot(number: number, changes: Partial<PullRequestSnapshot> = {}): PullRequestSnapshot {
  return {
    id: `${HOST}:PR_${number}`,
    repository: SHOP,
    number,
    url: `https://github.com/acme/shop/pull/${number}`,
    title: 'Add a health check',
    state: 'open',
    author: { login: 'ana', isBot: false },
    sourceBranch: `ao/shop-${number}/work`,
    sourceRepository: SHOP,
    headCommit: `a${number}`,
    targetBranch: 'main',
    updatedAt: 0,
    targetCommit: 'm1',
    conflict: 'mergeable',
    gate: 'blocked',
    mergeability: 'blocked',
    checks: checks([check('test')], `a${number}`),
    review: { decision: 'review_required', source: 'rule', opinions: [] },
    threads: { unresolved: [], total: 0, isComplete: true, error: null, marker: 'none' },
    queue: 'none',
    mergeCommit: null,
    mergedAt: null,
    closedAt: null,
    observedAt: 0,
    ...changes,
  };
}

export function check(name: string, changes: Partial<PullRequestCheck> = {}): PullRequestCheck {
  return {
    id: `${HOST}:run-${name}`,
    jobId: '77',
    name,
    workflow: 'build',
    state: 'passed',
    isRequired: true,
    summary: null,
    url: null,
    startedAt: 0,
    completedAt: 0,
    ...changes,
  };
}

export function checks(items: readonly PullRequestCheck[], commit: string): PullRequestSnapshot['checks'] {
  const has = (...states: readonly PullRequestCheck['state'][]): boolean => items.some(({ state }) => states.includes(state));
  const isRunning = has('queued', 'running');
  const state = items.length === 0 ? 'unknown' : has('failed') ? 'failing' : isRunning ? 'pending' : 'passing';
  return { commit, isForHead: true, state, isSettled: !isRunning, items, total: items.length, isComplete: true, error: null };
}

export function threads(marker: string, ...ids: readonly string[]): PullRequestSnapshot['threads'] {
  const unresolved = ids.map((id) => ({ id, isOutdated: false, path: 'src/health.ts', line: 7 }));
  return { unresolved, total: ids.length, isComplete: true, error: null, marker };
}

export function thread(id: string, login: string, text: string): ForgeAnswer<ReviewThread> {
  const body = { text, isCut: false };
  const comment = { id: `${id}-c1`, author: { login, isBot: false }, body, url: 'https://github.com/x', isHidden: false, createdAt: 0 };
  const place = { isResolved: false, isOutdated: false, path: 'src/health.ts', line: 7 };
  return { outcome: 'value', value: { id, ...place, comments: [comment], totalComments: 1 } };
}
