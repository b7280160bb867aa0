import type { DurationMs, SessionId } from '@ao/domain';
import type { RepositoryAddress } from '@ao/ports';
import type { ForgeHosts } from '../host/forge-hosts.ts';
import { DEFAULT_LOOK_PACE } from '../look-pace.ts';
import type { PullRequestObserverOptions } from '../observer-options.ts';
import { createLane, type Lane } from '../schedule/lane.ts';
import { type AttributionContext, createEvidenceMemory } from './attribute-sightings.ts';
import { discoverPair } from './discover-pair.ts';
import { createParentRepositories } from './parent-repositories.ts';
import { addressKey, pairKey, type RepositoryPair } from './repository-pair.ts';
import { createWatchedSessions, type WatchedSession } from './watched-session.ts';

/** Which sessions there are is found out anew after so long, or when one of them changes. */
const PLAN_KEPT_MS = 60_000;
/** Everything is read afresh now and then, whatever the host says about changes. */
const FULL_LOOK_MS = 30 * 60_000;
/** When some could not be judged, they are looked at again sooner. */
const OPEN_LOOK_MS = 5 * 60_000;
/** However often somebody asks for it. */
const LEAST_GAP_MS = 5_000;
/** However often a person asks: it costs nothing while nothing has changed. */
const ASKED_GAP_MS = 500;
const GONE_LOOK_MS = 10 * 60_000;
const FAULT_MS = 60_000;

/** What is known about the look for new pull requests of one pair. */
export interface RepositoryView extends RepositoryPair {
  /** When it was last looked at with success, in this process; null when it was not. */
  readonly lookedAt: number | null;
  /** Why nothing is seen; null when all is well. */
  readonly problem: { readonly outcome: 'gone' | 'forbidden' | 'unknown' | 'no_account'; readonly message: string } | null;
}

/** Looks for new pull requests. */
export interface DiscoveryLane extends Lane {
  /** Sessions have come or gone: find out anew which repositories count. */
  replan(): void;
  /** Look soon for what a session may have opened. */
  expect(sessionId: SessionId, inMs: DurationMs): void;
  /** Look at once; null: at all of them, because somebody waits for it. */
  hurry(repository: RepositoryAddress | null): void;
  views(): readonly RepositoryView[];
}

interface WatchedPair extends RepositoryPair {
  sessions: readonly WatchedSession[];
  dueAt: number;
  lookedMono: number | null;
  lookedAt: number | null;
  fullAt: number;
  misses: number;
  problem: RepositoryView['problem'];
}

/** Makes it. `found` is called with the ids of those that are new or have changed. */
export function createDiscoveryLane(
  options: PullRequestObserverOptions & {
    readonly hosts: ForgeHosts;
    readonly found: (ids: readonly string[]) => void;
    readonly over: () => void;
  },
): DiscoveryLane {
  const { stores, clock, logger, hosts } = options;
  const pace = options.pace ?? DEFAULT_LOOK_PACE;
  const random = options.random ?? Math.random;
  const pairs = new Map<string, WatchedPair>();
  const aliases = new Map<string, RepositoryAddress>();
  const watched = createWatchedSessions(options);
  const parents = createParentRepositories(options);
  let plannedAt: number | null = null;

  const context: AttributionContext = {
    ...options,
    evidence: createEvidenceMemory(),
    present: (address) => aliases.get(addressKey(address)) ?? address,
  };

  async function plan(signal: AbortSignal): Promise<void> {
    const own = await watched.list(signal);
    const sessions = [...own, ...(await parents.besides(own, signal))];
    const now = clock.monotonic();
    const groups = Map.groupBy(sessions, pairKey);
    for (const key of pairs.keys()) if (!groups.has(key)) pairs.delete(key);
    for (const [key, group] of groups) {
      const [first] = group;
      const known = pairs.get(key);
      if (known !== undefined) known.sessions = group;
      else if (first !== undefined) {
        const { repository, sourceRepository } = first;
        // What was seen before a restart counts; with nothing stored, the first look reads everything.
        const isKnown = stores.repositoryWatches.get(repository, sourceRepository) !== null;
        const fullAt = isKnown ? now + FULL_LOOK_MS * random() : now;
        const fresh = { sessions: group, dueAt: now, lookedMono: null, lookedAt: null, fullAt, misses: 0, problem: null };
        pairs.set(key, { repository, sourceRepository, ...fresh });
      }
    }
    plannedAt = now;
  }

  async function round(signal: AbortSignal): Promise<void> {
    if (plannedAt === null || clock.monotonic() - plannedAt >= PLAN_KEPT_MS) await plan(signal);
    for (const pair of pairs.values()) {
      if (signal.aborted || pair.dueAt > clock.monotonic()) continue;
      await lookAt(pair, signal);
    }
  }

  async function lookAt(pair: WatchedPair, signal: AbortSignal): Promise<void> {
    const { host } = pair.repository;
    const heldUntil = hosts.notBefore(host);
    if (heldUntil !== null) {
      pair.dueAt = clock.monotonic() + Math.max(1_000, heldUntil - clock.now());
      return;
    }
    const authors = await authorsAt(pair, signal);
    if (authors === null) return miss(pair, FAULT_MS);
    const isFull = clock.monotonic() >= pair.fullAt;
    const result = await discoverPair(options, context, { ...pair, authors, isFull }, signal);
    pair.lookedMono = clock.monotonic();
    switch (result.outcome) {
      case 'looked': {
        hosts.saw(host);
        follow(pair.repository, result.repository);
        Object.assign(pair, { lookedAt: clock.now(), misses: 0, problem: null });
        if (isFull) pair.fullAt = pair.lookedMono + FULL_LOOK_MS;
        if (result.isOpen) pair.fullAt = Math.min(pair.fullAt, pair.lookedMono + OPEN_LOOK_MS);
        pair.dueAt = pair.lookedMono + usualDelay(pair);
        if (result.changed.length > 0) options.found(result.changed);
        return;
      }
      case 'gone':
        tell(pair, { outcome: 'gone', message: 'The repository does not exist, or the token may not know of it.' });
        return miss(pair, GONE_LOOK_MS);
      case 'forbidden':
        hosts.saw(host);
        tell(pair, { outcome: 'forbidden', message: result.error.message });
        return miss(pair, GONE_LOOK_MS);
      case 'unknown':
        hosts.missed(host, result.error);
        tell(pair, { outcome: 'unknown', message: result.error.message });
        return miss(pair, Math.min(GONE_LOOK_MS, pace.discoveryMs * 2 ** Math.min(4, pair.misses)));
    }
  }

  async function authorsAt(pair: WatchedPair, signal: AbortSignal): Promise<readonly string[] | null> {
    const account = await hosts.account(pair.repository.host, signal);
    const authors = [...(account?.login == null ? [] : [account.login]), ...(options.authors ?? [])];
    if (authors.length > 0) return authors;
    if (account === null) tell(pair, { outcome: 'unknown', message: 'It is not known whose token it is.' });
    else tell(pair, { outcome: 'no_account', message: 'The token belongs to no account: name the authors in AO_GITHUB_AUTHORS.' });
    return null;
  }

  function tell(pair: WatchedPair, problem: NonNullable<RepositoryView['problem']>): void {
    if (pair.problem?.outcome !== problem.outcome && problem.outcome !== 'unknown') {
      const { owner, name, host } = pair.repository;
      logger.warn('New pull requests of a repository cannot be seen', { repository: `${host}/${owner}/${name}`, ...problem });
    }
    pair.problem = problem;
  }

  function miss(pair: WatchedPair, delayMs: DurationMs): void {
    pair.misses += 1;
    pair.dueAt = clock.monotonic() + delayMs;
  }

  function follow(asked: RepositoryAddress, present: RepositoryAddress): void {
    const before = context.present(asked);
    if (addressKey(before) === addressKey(present)) return;
    logger.info('A repository was renamed, and is followed', { from: addressKey(asked), to: addressKey(present) });
    aliases.set(addressKey(asked), present);
  }

  function usualDelay(pair: WatchedPair): DurationMs {
    const isLive = pair.sessions.some(({ record }) => stores.sessions.get(record.id)?.phase !== 'ended');
    const base = isLive ? pace.discoveryMs : pace.endedDiscoveryMs;
    return base * hosts.stretch(pair.repository.host) * (0.9 + 0.2 * random());
  }

  function bring(pair: WatchedPair, inMs: DurationMs, gapMs: DurationMs = LEAST_GAP_MS): void {
    const earliest = (pair.lookedMono ?? Number.NEGATIVE_INFINITY) + gapMs;
    pair.dueAt = Math.min(pair.dueAt, Math.max(clock.monotonic() + inMs, earliest));
  }

  const lane = createLane({
    name: 'discovery',
    logger,
    dueInMs: () => {
      const planIn = plannedAt === null ? 0 : plannedAt + PLAN_KEPT_MS - clock.monotonic();
      // Without a session that could have pull requests nothing is due; one that comes says so.
      if (plannedAt !== null && pairs.size === 0) return null;
      return Math.min(planIn, ...Array.from(pairs.values(), ({ dueAt }) => dueAt - clock.monotonic()));
    },
    round,
    over: options.over,
    putOff() {
      plannedAt ??= clock.monotonic();
      for (const pair of pairs.values()) if (pair.dueAt <= clock.monotonic()) miss(pair, FAULT_MS);
    },
  });

  return {
    ...lane,
    replan() {
      plannedAt = null;
    },
    expect(sessionId, inMs) {
      watched.forget(sessionId);
      for (const pair of pairs.values()) if (pair.sessions.some(({ record }) => record.id === sessionId)) bring(pair, inMs);
    },
    hurry(repository) {
      for (const pair of pairs.values()) {
        if (repository === null) bring(pair, 0, ASKED_GAP_MS);
        else if (addressKey(context.present(pair.repository)) === addressKey(context.present(repository))) bring(pair, 0);
      }
    },
    views: () =>
      Array.from(pairs.values(), ({ repository, sourceRepository, lookedAt, problem }) => ({
        repository,
        sourceRepository,
        lookedAt,
        problem,
      })),
  };
}
