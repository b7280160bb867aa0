import { AoError, type PullRequestFacts } from '@ao/domain';
import type {
  PullRequestBlindness,
  PullRequestOwner,
  PullRequestSighting,
  PullRequestSnapshot,
  RepositoryAddress,
  StoredPullRequest,
} from '@ao/ports';
import type { PullRequestRow } from '../schema/pull-request-table.ts';
import { asSnapshotParts, type SnapshotParts } from '../schema/snapshot-parts.ts';
import type { CheckRow, OpenThreadRow } from './pull-request-statements.ts';

/** The facts in a row. */
export function factsOfRow(row: PullRequestRow): PullRequestFacts {
  const { id, sessionId, url, number, title, state, ci, review, mergeability, unresolvedThreads } = row;
  const { sourceBranch, targetBranch, headCommit, note, updatedAt, observedAt } = row;
  const standing = { state, ci, review, mergeability, unresolvedThreads };
  return { id, sessionId, url, number, title, ...standing, sourceBranch, targetBranch, headCommit, note, updatedAt, observedAt };
}

/** Puts a stored pull request together. */
export function storedOfRow(row: PullRequestRow, checks: readonly CheckRow[], threads: readonly OpenThreadRow[]): StoredPullRequest {
  return {
    facts: factsOfRow(row),
    origin: row.origin,
    repository: { host: row.repositoryHost, owner: row.repositoryOwner, name: row.repositoryName },
    sourceRepository: sourceOf(row),
    snapshot: snapshotOf(row, checks, threads),
    blindness: blindnessOf(row),
  };
}

function sourceOf({ sourceHost: host, sourceOwner: owner, sourceName: name }: PullRequestRow): RepositoryAddress | null {
  return host === null || owner === null || name === null ? null : { host, owner, name };
}

function blindnessOf({ blindOutcome: outcome, blindSince: since, blindMessage: message }: PullRequestRow): PullRequestBlindness | null {
  return outcome === null || since === null || message === null ? null : { outcome, since, message };
}

function snapshotOf(row: PullRequestRow, checks: readonly CheckRow[], threads: readonly OpenThreadRow[]): PullRequestSnapshot | null {
  const { snapshot: parts, snapshotUpdatedAt: updatedAt, snapshotObservedAt: observedAt } = row;
  const { snapshotTargetCommit: targetCommit, snapshotThreadsMarker: marker } = row;
  if (parts === null || updatedAt === null || observedAt === null || targetCommit === null || marker === null) return null;
  return {
    ...parts,
    id: row.id,
    updatedAt,
    targetCommit,
    checks: {
      ...parts.checks,
      error: errorOf(parts.checks.error),
      items: checks.map(({ pullRequestId: _of, position: _place, ...check }) => check),
    },
    threads: {
      ...parts.threads,
      error: errorOf(parts.threads.error),
      unresolved: threads.map(({ pullRequestId: _of, position: _place, ...thread }) => thread),
      marker,
    },
    observedAt,
  };
}

function errorOf(stored: SnapshotParts['checks']['error']): AoError | null {
  return stored === null ? null : new AoError(stored.code, { message: stored.message });
}

function partsOf(snapshot: PullRequestSnapshot): SnapshotParts {
  const { repository, number, url, title, state, author, sourceBranch, sourceRepository, headCommit, targetBranch } = snapshot;
  const { conflict, gate, mergeability, review, queue, mergeCommit, mergedAt, closedAt, checks, threads } = snapshot;
  const { items: _items, error: checksError, ...checksRest } = checks;
  const { unresolved: _unresolved, marker: _marker, error: threadsError, ...threadsRest } = threads;
  const place = { repository, number, url, title, state, author, sourceBranch, sourceRepository, headCommit, targetBranch };
  const standing = { conflict, gate, mergeability, review, queue, mergeCommit, mergedAt, closedAt };
  const parts = {
    ...place,
    ...standing,
    checks: { ...checksRest, error: checksError && { code: checksError.code, message: checksError.message } },
    threads: { ...threadsRest, error: threadsError && { code: threadsError.code, message: threadsError.message } },
  };
  // As it will be read, so that it can be compared with what was read.
  const written: unknown = JSON.parse(JSON.stringify(parts));
  const stored = asSnapshotParts(written);
  if (stored === null) throw new AoError('INTERNAL', { message: `The snapshot of ${snapshot.id} is not as the contract says.` });
  return stored;
}

const NEVER_LISTED = { note: null, blindOutcome: null, blindSince: null, blindMessage: null, endedAt: null, sightedAt: null } as const;
const NEVER_READ = {
  snapshot: null,
  snapshotUpdatedAt: null,
  snapshotObservedAt: null,
  snapshotTargetCommit: null,
  snapshotThreadsMarker: null,
} as const;

/** Columns that are written; when, and how often, the store adds. */
export type WrittenColumns = Omit<PullRequestRow, 'changedAt' | 'revision'>;

/** A row with facts that somebody put together, over what is stored. */
export function rowOfFacts(facts: PullRequestFacts, known: PullRequestRow | undefined): WrittenColumns {
  const { host, owner, name } = repositoryAt(facts.url);
  const repository = { repositoryHost: host, repositoryOwner: owner, repositoryName: name };
  const place = known?.url === facts.url ? {} : repository;
  const fresh = { origin: 'found', sourceHost: host, sourceOwner: owner, sourceName: name, ...repository } as const;
  const endedAt = isOver(facts) ? (known?.endedAt ?? facts.updatedAt) : null;
  return {
    ...NEVER_LISTED,
    ...NEVER_READ,
    ...fresh,
    ...known,
    ...facts,
    ...place,
    sessionId: known?.sessionId ?? facts.sessionId,
    endedAt,
  };
}

/** A row with what a listing showed, over what is stored. */
export function rowOfSighting(
  sighting: PullRequestSighting,
  known: PullRequestRow | undefined,
  given: { readonly owner: PullRequestOwner; readonly at: number },
) {
  const unread = { ci: 'unknown', mergeability: 'unknown' } as const;
  const first = {
    ...NEVER_LISTED,
    ...NEVER_READ,
    ...given.owner,
    ...unread,
    review: 'none',
    unresolvedThreads: 0,
    observedAt: given.at,
  } as const;
  const isOtherHead = known !== undefined && known.headCommit !== sighting.headCommit;
  const row: WrittenColumns = {
    ...first,
    ...known,
    ...(isOtherHead ? unread : {}),
    ...sightingColumns(sighting),
    endedAt: isOver(sighting) ? (known?.endedAt ?? sighting.updatedAt) : null,
    sightedAt: given.at,
  };
  // A listing is no look at the rest.
  return known?.snapshot === null ? { ...row, observedAt: given.at } : row;
}

/** A row with a snapshot, over what is stored. */
export function rowOfSnapshot(snapshot: PullRequestSnapshot, known: PullRequestRow | undefined, owner: PullRequestOwner): WrittenColumns {
  return {
    ...NEVER_LISTED,
    ...owner,
    ...known,
    ...sightingColumns(snapshot),
    ci: snapshot.checks.state,
    review: snapshot.review.decision,
    mergeability: snapshot.mergeability,
    unresolvedThreads: snapshot.threads.unresolved.length,
    observedAt: snapshot.observedAt,
    blindOutcome: null,
    blindSince: null,
    blindMessage: null,
    endedAt: isOver(snapshot) ? (snapshot.mergedAt ?? snapshot.closedAt ?? snapshot.updatedAt) : null,
    snapshot: partsOf(snapshot),
    snapshotUpdatedAt: snapshot.updatedAt,
    snapshotObservedAt: snapshot.observedAt,
    snapshotTargetCommit: snapshot.targetCommit,
    snapshotThreadsMarker: snapshot.threads.marker,
  };
}

function sightingColumns(sighting: PullRequestSighting) {
  const { id, repository, sourceRepository, url, number, title, state, sourceBranch, targetBranch, headCommit, updatedAt } = sighting;
  const shown = { id, url, number, title, state, sourceBranch, targetBranch, headCommit, updatedAt };
  return {
    ...shown,
    repositoryHost: repository.host,
    repositoryOwner: repository.owner,
    repositoryName: repository.name,
    sourceHost: sourceRepository?.host ?? null,
    sourceOwner: sourceRepository?.owner ?? null,
    sourceName: sourceRepository?.name ?? null,
  };
}

function isOver({ state }: Pick<PullRequestFacts, 'state'>): boolean {
  return state === 'merged' || state === 'closed';
}

function repositoryAt(url: string): RepositoryAddress {
  const [, host = '', owner = '', name = ''] = /^[a-z]+:\/\/([^/]*)\/([^/]*)\/([^/]*)/i.exec(url) ?? [];
  return { host, owner, name };
}
