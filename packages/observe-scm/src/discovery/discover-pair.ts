import type { AoError, Timestamp } from '@ao/domain';
import type { DiscoveryAnswer, PullRequestSighting, RepositoryWatch } from '@ao/ports';
import type { PullRequestObserverOptions } from '../observer-options.ts';
import { type AttributionContext, type AttributionRequest, attribute, gatherEvidence } from './attribute-sightings.ts';
import { addressKey, type RepositoryPair } from './repository-pair.ts';
import { mayBeginAt, type WatchedSession } from './watched-session.ts';

/** What is seen twice is harmless; what falls between two looks is not. */
const OVERLAP_MS = 10 * 60_000;
/** Branches that are looked for one by one after a listing that did not reach back far enough. */
const BRANCHES_MAX = 10;

/** One look for the pull requests of a pair. */
export interface DiscoveryLook extends RepositoryPair {
  readonly sessions: readonly WatchedSession[];
  readonly authors: readonly string[];
  /** Read everything that may be of interest, whatever was seen before. */
  readonly isFull: boolean;
}

/** What a look came to. */
export type DiscoveryResult =
  | {
      readonly outcome: 'looked';
      /** New ones, and known ones that have changed. */
      readonly changed: readonly string[];
      /** Some could not be judged yet. */
      readonly isOpen: boolean;
      /** Where the repository is now. */
      readonly repository: RepositoryPair['repository'];
    }
  | { readonly outcome: 'gone' }
  | { readonly outcome: 'forbidden' | 'unknown'; readonly error: AoError };

type Found = Extract<DiscoveryAnswer, { outcome: 'found' }>;

/** Looks, says whose is what, and stores it: findings and how far they reach in one transaction, so that a crash loses nothing. */
export async function discoverPair(
  options: PullRequestObserverOptions,
  context: AttributionContext,
  look: DiscoveryLook,
  signal: AbortSignal,
): Promise<DiscoveryResult> {
  const { scm, stores } = options;
  const { repository, sourceRepository, isFull } = look;
  const watch = stores.repositoryWatches.get(repository, sourceRepository);
  const since = isFull || watch?.seenUntil == null ? earliest(look.sessions) : watch.seenUntil - OVERLAP_MS;
  const answer = await scm.discover(
    {
      repository,
      sourceRepository,
      branchPrefixes: branchPrefixes(look.sessions),
      since,
      validator: isFull ? null : (watch?.validator ?? null),
    },
    signal,
  );
  if (answer.outcome === 'unchanged') return { outcome: 'looked', changed: [], isOpen: false, repository: context.present(repository) };
  if (answer.outcome !== 'found') return answer;
  const further = answer.isComplete ? [] : await findOneByOne(options, look, answer, signal);
  const sightings = Array.from(new Map([...further, ...answer.pullRequests].map((each) => [each.id, each])).values());
  const request: AttributionRequest = { sightings, sessions: look.sessions, authors: look.authors };
  const moved: AttributionContext = {
    ...context,
    // The listing says where the repository is now.
    present: (address) =>
      addressKey(context.present(address)) === addressKey(context.present(repository)) ? answer.repository : context.present(address),
  };
  const evidence = await gatherEvidence(moved, request, signal);
  signal.throwIfAborted();
  return stores.transaction(() => store(options, moved, { look, request, evidence, answer, watch }));
}

interface Findings {
  readonly look: DiscoveryLook;
  readonly request: AttributionRequest;
  readonly evidence: Awaited<ReturnType<typeof gatherEvidence>>;
  readonly answer: Found;
  readonly watch: RepositoryWatch | null;
}

function store(options: PullRequestObserverOptions, context: AttributionContext, findings: Findings): DiscoveryResult {
  const { stores, clock, logger } = options;
  const { look, request, evidence, answer, watch } = findings;
  const changed: string[] = [];
  let isOpen = false;
  for (const sighting of request.sightings) {
    const verdict = attribute(context, sighting, request, evidence);
    if (verdict.outcome === 'needs_evidence') isOpen = true;
    if (verdict.outcome === 'foreign' && verdict.detach !== null) {
      stores.pullRequests.remove(sighting.id);
      changed.push(sighting.id);
      const { id: pullRequestId, url } = sighting;
      logger.warn('A pull request was taken from a session it does not belong to', { pullRequestId, url, reason: verdict.reason });
    }
    if (verdict.outcome !== 'belongs') continue;
    const stored = stores.pullRequests.get(sighting.id);
    if (stored !== null && !isNews(sighting, stored.facts)) continue;
    stores.pullRequests.recordSighting(sighting, { sessionId: verdict.sessionId, origin: stored?.origin ?? 'found' }, clock.now());
    changed.push(sighting.id);
    if (stored === null) logger.info('A pull request was found', { sessionId: verdict.sessionId, url: sighting.url, rule: verdict.rule });
  }
  const { repository, sourceRepository } = look;
  const newest = Math.max(watch?.seenUntil ?? 0, ...answer.pullRequests.map(({ updatedAt }) => updatedAt));
  const seenUntil = answer.isComplete && newest > 0 ? newest : (watch?.seenUntil ?? null);
  if (watch?.validator !== answer.validator || watch.seenUntil !== seenUntil) {
    stores.repositoryWatches.put({ repository, sourceRepository, validator: answer.validator, seenUntil, lookedAt: clock.now() });
  }
  return { outcome: 'looked', changed, isOpen, repository: answer.repository };
}

/** What a listing shows of a known one that its newest snapshot cannot have shown. */
function isNews(sighting: PullRequestSighting, facts: { readonly updatedAt: Timestamp; readonly headCommit: string }): boolean {
  return sighting.updatedAt > facts.updatedAt || (sighting.updatedAt === facts.updatedAt && sighting.headCommit !== facts.headCommit);
}

/** For sessions without any, whose pull request may lie further back than a listing of a busy repository reaches. */
async function findOneByOne(
  { scm, stores }: PullRequestObserverOptions,
  { repository, sourceRepository, sessions }: DiscoveryLook,
  answer: Found,
  signal: AbortSignal,
): Promise<readonly PullRequestSighting[]> {
  const found: PullRequestSighting[] = [];
  const live = sessions.filter(({ record }) => record.phase !== 'ended');
  const owners = stores.pullRequests.forSessions(live.map(({ record }) => record.id));
  const without = live.filter(({ record }) => !owners.has(record.id)).slice(-BRANCHES_MAX);
  for (const { record } of without) {
    const branch = record.workspace.branch;
    if (branch === null || answer.pullRequests.some(({ sourceBranch }) => sourceBranch === branch)) continue;
    const one = await scm.findByBranch({ repository, sourceRepository, branch }, signal);
    if (one.outcome !== 'value') break;
    found.push(...one.value);
  }
  return found;
}

/** Nothing that last changed before the oldest of the sessions can belong to any of them. */
function earliest(sessions: readonly WatchedSession[]): Timestamp | null {
  return sessions.length === 0 ? null : Math.min(...sessions.map(({ record }) => mayBeginAt(record)));
}

/** Branches of our own have the session in their name; those that people chose have none. */
function branchPrefixes(sessions: readonly WatchedSession[]): readonly string[] {
  const prefixes = sessions.flatMap(({ record }) => {
    const own = `ao/${record.projectId}-`;
    const branch = record.workspace.branch;
    return branch === null || branch.startsWith(own) ? [own] : [own, branch];
  });
  return Array.from(new Set(prefixes));
}
