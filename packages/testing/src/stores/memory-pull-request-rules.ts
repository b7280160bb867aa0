import { AoError, type PullRequestFacts, type Timestamp } from '@ao/domain';
import type { PullRequestOwner, PullRequestSighting, PullRequestSnapshot, RepositoryAddress, ReviewThread, ThreadComment } from '@ao/ports';
import type { MemoryPullRequest } from './memory-pull-request-store.ts';

/** What clients are told of a pull request, as one text. */
export function toldOf({ facts, origin, repository, sourceRepository, snapshot, blindness, threads, failures }: MemoryPullRequest): string {
  const { updatedAt: _updatedAt, observedAt: _observedAt, ...toldFacts } = facts;
  const about = [origin, repository, sourceRepository, blindness, threads, failures];
  return JSON.stringify([about, sorted(toldFacts), snapshot && sorted(toldOfSnapshot(snapshot))]);
}

function sorted(fields: object): readonly (readonly [string, unknown])[] {
  return Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1));
}

function toldOfSnapshot(snapshot: PullRequestSnapshot) {
  const { updatedAt: _updatedAt, observedAt: _observedAt, targetCommit: _target, threads, checks, ...told } = snapshot;
  const { marker: _marker, ...toldThreads } = threads;
  const words = (error: AoError | null) => error && [error.code, error.message];
  return { ...told, checks: { ...checks, error: words(checks.error) }, threads: { ...toldThreads, error: words(threads.error) } };
}

/** Whether a listing shows nothing new. */
export function isUpToDate(sighting: PullRequestSighting, { facts, snapshot }: MemoryPullRequest): boolean {
  return sighting.updatedAt < facts.updatedAt || (sighting.updatedAt === facts.updatedAt && snapshot !== null);
}

/** Whether a snapshot was read before what is stored; what was stored by a clock that has been set back since does not count. */
export function isOutdated(snapshot: PullRequestSnapshot, known: MemoryPullRequest, now: Timestamp): boolean {
  const isBefore = (at: Timestamp | null): boolean => at !== null && at <= now && snapshot.observedAt < at;
  return isBefore(known.snapshot?.observedAt ?? null) || (isBefore(known.sightedAt) && snapshot.updatedAt < known.facts.updatedAt);
}

/** When it was merged or closed; null while it is open. */
export function endOf({ facts, endedAt }: MemoryPullRequest): number | null {
  return isOver(facts) ? (endedAt ?? facts.updatedAt) : null;
}

/** When it was merged or closed, after a look that showed something. */
export function endAfter(shown: PullRequestSighting | PullRequestSnapshot, known: MemoryPullRequest | undefined): number | null {
  if (!isOver(shown)) return null;
  if ('mergedAt' in shown) return shown.mergedAt ?? shown.closedAt ?? shown.updatedAt;
  return known?.endedAt ?? shown.updatedAt;
}

function isOver({ state }: Pick<PullRequestFacts, 'state'>): boolean {
  return state === 'merged' || state === 'closed';
}

/** The facts after a listing. */
export function factsOfSighting(
  sighting: PullRequestSighting,
  known: MemoryPullRequest | undefined,
  { owner, at }: { readonly owner: PullRequestOwner; readonly at: number },
): PullRequestFacts {
  const { id, url, number, title, state, sourceBranch, targetBranch, headCommit, updatedAt } = sighting;
  const shown = { id, url, number, title, state, sourceBranch, targetBranch, headCommit, updatedAt };
  const unread = { ci: 'unknown', mergeability: 'unknown' } as const;
  if (known === undefined) {
    return { ...shown, ...unread, sessionId: owner.sessionId, review: 'none', unresolvedThreads: 0, note: null, observedAt: at };
  }
  const observedAt = known.snapshot === null ? at : known.facts.observedAt;
  return { ...known.facts, ...shown, ...(known.facts.headCommit === headCommit ? {} : unread), observedAt };
}

/** The facts after a snapshot. */
export function factsOfSnapshot(
  snapshot: PullRequestSnapshot,
  known: MemoryPullRequest | undefined,
  owner: PullRequestOwner,
): PullRequestFacts {
  const { id, url, number, title, state, sourceBranch, targetBranch, headCommit, updatedAt, observedAt, mergeability } = snapshot;
  const shown = { id, url, number, title, state, sourceBranch, targetBranch, headCommit, updatedAt, observedAt, mergeability };
  return {
    ...shown,
    sessionId: known?.facts.sessionId ?? owner.sessionId,
    note: known?.facts.note ?? null,
    ci: snapshot.checks.state,
    review: snapshot.review.decision,
    unresolvedThreads: snapshot.threads.unresolved.length,
  };
}

/** What a store keeps of a snapshot: each part once, and of errors code and message. */
export function tidySnapshot(snapshot: PullRequestSnapshot): PullRequestSnapshot {
  const { checks, threads } = snapshot;
  return {
    ...snapshot,
    checks: { ...checks, items: onceEach(checks.items), error: plainError(checks.error) },
    threads: { ...threads, unresolved: onceEach(threads.unresolved), error: plainError(threads.error) },
  };
}

/** The known threads with newly read ones put over them, the thread with the oldest comment first. */
export function mergeThreads(known: readonly ReviewThread[], read: readonly ReviewThread[]): readonly ReviewThread[] {
  const merged = new Map(known.map((thread) => [thread.id, thread]));
  for (const thread of onceEach(read)) {
    const comments = new Map((merged.get(thread.id)?.comments ?? []).map((comment) => [comment.id, comment]));
    for (const comment of onceEach(thread.comments)) comments.set(comment.id, comment);
    merged.set(thread.id, { ...thread, comments: [...comments.values()].toSorted((one, other) => one.createdAt - other.createdAt) });
  }
  return [...merged.values()].toSorted((one, other) => startOf(one) - startOf(other) || (one.id < other.id ? -1 : 1));
}

/** The repository of the address of a pull request: `https://<host>/<owner>/<name>/pull/<number>`. */
export function repositoryAt(url: string): RepositoryAddress {
  const [, host = '', owner = '', name = ''] = /^[a-z]+:\/\/([^/]*)\/([^/]*)\/([^/]*)/i.exec(url) ?? [];
  return { host, owner, name };
}

function startOf({ comments }: { readonly comments: readonly ThreadComment[] }): number {
  return comments[0]?.createdAt ?? Number.MAX_SAFE_INTEGER;
}

function plainError(error: AoError | null): AoError | null {
  return error && new AoError(error.code, { message: error.message });
}

function onceEach<Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] {
  return items.filter(({ id }, index) => items.findIndex((item) => item.id === id) === index);
}
