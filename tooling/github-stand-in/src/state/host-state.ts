import type { CheckRunRecord, PullRequestRecord, ThreadRecord } from './pull-request-record.ts';
import type { RepositoryRecord } from './repository-record.ts';
import type { AccountRecord } from './issue-record.ts';
import { createNodeIds, type NodeIds } from './node-ids.ts';

/** Everything the stand-in knows. */
export interface HostState {
  /** Host and port as in URLs. */
  readonly host: string;
  readonly ids: NodeIds;
  readonly repositories: RepositoryRecord[];
  /** Former `owner/name`, lower case, to the repository that had it. */
  readonly formerNames: Map<string, RepositoryRecord>;
  readonly tokens: Map<string, AccountRecord>;
  now(): number;
  /** A repository by its present name, else by a former one. */
  repository(owner: string, name: string): RepositoryRecord | null;
  pullRequests(): IterableIterator<PullRequestRecord>;
  threads(): IterableIterator<ThreadRecord>;
  checkRuns(): IterableIterator<{ readonly run: CheckRunRecord; readonly pullRequest: PullRequestRecord }>;
}

/** Makes an empty host. */
export function createHostState(host: string, now: () => number): HostState {
  const repositories: RepositoryRecord[] = [];
  const formerNames = new Map<string, RepositoryRecord>();
  function* pullRequests(): IterableIterator<PullRequestRecord> {
    for (const repository of repositories) yield* repository.pullRequests.values();
  }
  return {
    host,
    ids: createNodeIds(),
    repositories,
    formerNames,
    tokens: new Map(),
    now,
    repository(owner, name) {
      const wanted = `${owner}/${name}`.toLowerCase();
      const found = repositories.find((repository) => `${repository.owner}/${repository.name}`.toLowerCase() === wanted);
      const former = formerNames.get(wanted);
      return found ?? (former !== undefined && repositories.includes(former) ? former : null);
    },
    pullRequests,
    *threads() {
      for (const pullRequest of pullRequests()) yield* pullRequest.threads;
    },
    *checkRuns() {
      for (const pullRequest of pullRequests()) {
        for (const run of pullRequest.checks) if (run.kind === 'run') yield { run, pullRequest };
      }
    },
  };
}

/** Whether a token may know of a repository. */
export function isVisible(repository: RepositoryRecord, token: string): boolean {
  return repository.visibleTo === null || repository.visibleTo.includes(token);
}
