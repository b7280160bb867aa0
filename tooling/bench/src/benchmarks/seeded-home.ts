import { join } from 'node:path';
import { createSystemClock } from '@ao/adapter-kit';
import type { AgentName, ProjectId, ProjectRecord, PullRequestFacts, RuntimeName, SessionRecord } from '@ao/domain';
import { newSessionFacts } from '@ao/lifecycle';
import { openStores, type StoresHandle } from '@ao/store-sqlite';
import { createSilentLogger } from '@ao/testing';
import type { BenchHome } from '../workshop/bench-home.ts';

/** Where a home has its database. */
export function databasePath(home: BenchHome): string {
  return join(home.path, 'ao.db');
}

/** Writes into the database of a home whose daemon does not run yet. */
export function seedHome(home: BenchHome, seed: (stores: StoresHandle) => void): void {
  const stores = openStores({
    path: databasePath(home),
    backupsDirectory: join(home.path, 'backups'),
    clock: createSystemClock(),
    logger: createSilentLogger(),
    appVersion: 'bench',
  });
  try {
    seed(stores);
  } finally {
    stores.close();
  }
}

/** Adds a project whose folder nobody needs. */
export function seedProject(stores: StoresHandle, folder: string): ProjectRecord {
  return stores.projects.add({
    id: 'seeded' as ProjectId,
    path: folder,
    name: 'seeded',
    originUrl: null,
    defaultBranch: 'main',
    config: {},
    registeredAt: Date.now(),
    archivedAt: null,
  });
}

/** Adds a session that has ended, so that no daemon looks for its terminal. */
export function seedEndedSession(stores: StoresHandle, project: ProjectRecord): SessionRecord {
  const at = Date.now();
  return stores.sessions.create(project.id, (_id, number) => ({
    ...newSessionFacts({ at, deadlineAt: at, repositoryPath: project.path }),
    projectId: project.id,
    kind: 'worker',
    agent: 'bench' as AgentName,
    runtime: 'pty-host' as RuntimeName,
    permissionMode: 'default',
    model: null,
    command: null,
    issueId: null,
    spawnedBy: null,
    prompt: `Look into number ${number}, find out why it fails now and then, and mend it with a test.`,
    displayName: `Number ${number}`,
    createdAt: at,
    phase: 'ended',
    phaseDeadlineAt: null,
    end: { at, reason: 'killed', message: null },
  }));
}

/** Gives a session a pull request. */
export function seedPullRequest(stores: StoresHandle, { id, number }: SessionRecord): PullRequestFacts {
  const at = Date.now();
  return stores.pullRequests.upsert({
    id: `github.example:PR_${id}`,
    sessionId: id,
    url: `https://github.example/owner/repository/pull/${number}`,
    number,
    title: `Mend number ${number}`,
    state: 'open',
    ci: number % 2 === 0 ? 'passing' : 'failing',
    review: 'review_required',
    mergeability: 'mergeable',
    unresolvedThreads: number % 3,
    sourceBranch: `ao/${id}/work`,
    targetBranch: 'main',
    headCommit: String(number).padStart(40, '0'),
    note: null,
    updatedAt: at,
    observedAt: at,
  });
}
