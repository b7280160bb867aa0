import { createSession, SHOP_REPOSITORY, sampleProject, sampleSighting, sampleSnapshot } from '@ao/conformance';
import type { SessionRecord } from '@ao/domain';
import type { MergeOutcome, NewSession, PullRequestPlace, PullRequestSighting, PullRequestSnapshot, ScmV1, Stores } from '@ao/ports';
import { createFakeClock, createInMemoryStores, type FakeClock } from '@ao/testing';
import { createPullRequestService, type HostSight, type PullRequestService, type PullRequestServiceOptions } from '../src/index.ts';

/** What a code host says, to be changed by a test. */
export interface HostWords {
  merge: MergeOutcome;
  /** What a poll shows; null: nothing. */
  poll: PullRequestSnapshot | null;
  place: Awaited<ReturnType<ScmV1['findByPlace']>>;
  repository: Awaited<ReturnType<ScmV1['readRepository']>>;
  resolve: Awaited<ReturnType<ScmV1['resolveThread']>>;
}

/** The use cases over stores in memory and a code host that says what it is told to say. */
export interface ServiceOnStores {
  readonly stores: Stores;
  readonly clock: FakeClock;
  readonly service: PullRequestService;
  readonly words: HostWords;
  /** What was asked of the host. */
  readonly asked: (readonly [what: string, ...rest: readonly unknown[]])[];
  /** What was asked to be looked at. */
  readonly looks: (readonly string[] | undefined)[];
  readonly sights: HostSight[];
  session(changes?: Partial<NewSession>): SessionRecord;
  /** Stores a pull request of a session, `github.com:<id>`. */
  found(session: SessionRecord, id: string, changes?: Partial<PullRequestSnapshot>): string;
}

/** Makes it. */
export function serviceOnStores(options: Partial<PullRequestServiceOptions> = {}): ServiceOnStores {
  const clock = createFakeClock();
  const stores = createInMemoryStores({ clock });
  stores.projects.add(sampleProject('shop', { originUrl: 'https://github.com/acme/shop.git' }));
  const looks: (readonly string[] | undefined)[] = [];
  const sights: HostSight[] = [];
  const asked: ServiceOnStores['asked'] = [];
  const words: HostWords = {
    merge: { outcome: 'merged', commit: 'f00d', wasAlready: false },
    poll: null,
    place: { outcome: 'value', value: sampleSighting('7', { number: 7 }) },
    repository: { outcome: 'gone' },
    resolve: { outcome: 'value', value: { isResolved: true } },
  };
  const answer = <Result>(result: Result, ...what: ServiceOnStores['asked'][number]): Promise<Result> => {
    asked.push(what);
    return Promise.resolve(result);
  };
  const scm: Partial<ScmV1> = {
    parseRemote: () => SHOP_REPOSITORY,
    parsePullRequest(text, repository): PullRequestPlace | null {
      const [, name, digits] = /^(?:acme\/(\w+))?#?(\d+)$/.exec(text) ?? [];
      const address = name === undefined ? repository : { ...SHOP_REPOSITORY, name };
      return digits === undefined || address === null ? null : { repository: address, number: Number(digits) };
    },
    findByPlace: (place) => answer(words.place, 'place', place),
    readRepository: (address) => answer(words.repository, 'repository', address),
    merge: (request) => answer(words.merge, 'merge', request),
    resolveThread: (id) => answer(words.resolve, 'resolve', id),
    poll: (ids) =>
      answer(
        new Map(ids.map((id) => [id, words.poll === null ? { outcome: 'gone' } : { outcome: 'value', value: words.poll }])),
        'poll',
        ids,
      ),
  };
  const watcher = { lookNow: async (ids?: readonly string[]) => void looks.push(ids), hosts: () => sights, seenAt: () => null };
  return {
    stores,
    clock,
    service: createPullRequestService({ stores, scm: scm as ScmV1, watcher, clock, ...options }),
    words,
    asked,
    looks,
    sights,
    session(changes = {}) {
      const number = stores.sessions.list().length + 1;
      const none = { baseRef: null, baseCommit: null, rescueRef: null, setup: 'none', setupMessage: null } as const;
      const place = { repositoryPath: '/repositories/shop', path: `/worktrees/shop/shop-${number}`, branch: `ao/shop-${number}/work` };
      return createSession(stores, {
        phase: 'live',
        phaseDeadlineAt: null,
        workspace: { state: 'present', ...place, ...none },
        ...changes,
      });
    },
    found(session, id, changes = {}) {
      const { facts } = stores.pullRequests.recordSnapshot(sampleSnapshot(id, changes), { sessionId: session.id, origin: 'found' });
      return facts.id;
    },
  };
}

/** A sighting with another place. */
export function sightingAt(name: string, changes: Partial<PullRequestSighting> = {}): PullRequestSighting {
  return sampleSighting('7', { number: 7, repository: { ...SHOP_REPOSITORY, name }, ...changes });
}
