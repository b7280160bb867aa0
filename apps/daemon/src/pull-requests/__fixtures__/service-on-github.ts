import { createGithub } from '@ao/adapter-github';
import { createSession, sampleProject } from '@ao/conformance';
import type { SessionRecord } from '@ao/domain';
import {
  type GitHubStandIn,
  openPullRequest,
  type PullRequestRecord,
  type RepositoryRecord,
  startGitHubStandIn,
  syncWithGit,
} from '@ao/github-stand-in';
import type { NewSession, ScmV1, Stores } from '@ao/ports';
import { createFakeClock, createInMemoryStores, createSilentLogger, type FakeClock } from '@ao/testing';
import { onTestFinished } from 'vitest';
import { createPullRequestService, type HostSight, type PullRequestService, type PullRequestServiceOptions } from '@ao/service-pr';

/** The use cases over stores in memory and a GitHub of the loopback interface. */
export interface ServiceOnGithub {
  readonly host: GitHubStandIn;
  readonly repository: RepositoryRecord;
  readonly scm: ScmV1;
  readonly stores: Stores;
  readonly clock: FakeClock;
  readonly service: PullRequestService;
  /** What was asked to be looked at. */
  readonly looks: (readonly string[] | undefined)[];
  /** What the watcher says of hosts. */
  readonly sights: HostSight[];
  /** A session that runs in a worktree of the project `shop`. */
  session(changes?: Partial<NewSession>): SessionRecord;
  /** Opens a pull request from a branch that is really there. */
  open(branch: string, changes?: { readonly base?: string; readonly conflicts?: boolean }): Promise<PullRequestRecord>;
  /** Opens one, and stores it as an observer would. */
  found(session: SessionRecord, branch?: string): Promise<PullRequestRecord>;
  id(record: { readonly nodeId: string }): string;
}

/** Starts it; all ends with the test. */
export async function serviceOnGithub(options: Partial<PullRequestServiceOptions> = {}): Promise<ServiceOnGithub> {
  const host = await startGitHubStandIn();
  onTestFinished(() => host.close());
  const { scm } = createGithub({
    env: {},
    tokens: { [host.host]: host.token },
    ghProgram: null,
    hosts: [{ host: host.host, apiUrl: `${host.url}/api/v3` }],
    logger: createSilentLogger(),
  });
  const repository = await host.createRepository({ name: 'shop' });
  const clock = createFakeClock();
  const stores = createInMemoryStores({ clock });
  stores.projects.add(sampleProject('shop', { originUrl: host.gitUrl(repository) }));
  const looks: (readonly string[] | undefined)[] = [];
  const sights: HostSight[] = [];
  const watcher = {
    lookNow: async (ids?: readonly string[]) => void looks.push(ids),
    hosts: () => sights,
    seenAt: () => null,
  };
  const id = ({ nodeId }: { readonly nodeId: string }) => `${host.host}:${nodeId}`;

  async function open(branch: string, { base, conflicts = false }: { readonly base?: string; readonly conflicts?: boolean } = {}) {
    const name = conflicts ? 'README.md' : `${branch.replaceAll('/', '-')}.txt`;
    await repository.git?.commit({ branch, from: base ?? 'main', files: { [name]: 'Mine.\n' }, message: 'Work' });
    if (conflicts) await repository.git?.commit({ branch: 'main', files: { 'README.md': 'Theirs.\n' }, message: 'Other' });
    await syncWithGit(host.state, repository);
    return openPullRequest(host.state, repository, { branch, ...(base === undefined ? {} : { base }) });
  }

  return {
    ...{ host, repository, scm, stores, clock, looks, sights, id, open },
    service: createPullRequestService({ stores, scm, watcher, clock, ...options }),
    session(changes = {}) {
      const number = stores.sessions.list().length + 1;
      const branch = `ao/shop-${number}/work`;
      const path = `/worktrees/shop/shop-${number}`;
      const none = { baseRef: null, baseCommit: null, rescueRef: null, setup: 'none', setupMessage: null } as const;
      const workspace = { state: 'present', repositoryPath: '/repositories/shop', path, branch, ...none } as const;
      return createSession(stores, { phase: 'live', phaseDeadlineAt: null, workspace, ...changes });
    },
    async found(session, branch = `ao/${session.id}/work`) {
      const record = await open(branch);
      const answer = (await scm.poll([id(record)])).get(id(record));
      if (answer?.outcome !== 'value') throw new Error('the stand-in does not show its pull request');
      stores.pullRequests.recordSnapshot(answer.value, { sessionId: session.id, origin: 'found' });
      return record;
    },
  };
}
