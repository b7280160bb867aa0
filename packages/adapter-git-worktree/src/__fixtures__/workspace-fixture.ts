import { join } from 'node:path';
import { createSystemClock } from '@ao/adapter-kit';
import type { SessionId } from '@ao/domain';
import type { Clock, WorkspaceRequest, WorkspaceV1 } from '@ao/ports';
import { createRecordingLogger, type RecordingLogger } from '@ao/testing';
import { vi } from 'vitest';
import { createGitWorktreeWorkspace } from '../git-worktree-workspace.ts';
import { GIT_TEST_ENV, makeRepository } from './sample-repository.ts';
import { makeFolder } from './temporary-folder.ts';

/** A workspace over real git, with a repository to use it on. */
export interface WorkspaceFixture {
  readonly folder: string;
  readonly root: string;
  readonly repository: string;
  readonly workspace: WorkspaceV1;
  readonly logger: RecordingLogger;
  /** A request for a session of the repository, by default a new branch from the default base. */
  request(sessionId: string, changes?: Partial<WorkspaceRequest>): WorkspaceRequest;
  path(sessionId: string): string;
  /** What `planRemoval` needs for a session. */
  target(sessionId: string): {
    readonly sessionId: SessionId;
    readonly repositoryPath: string;
    readonly path: string;
    readonly baseCommit: string | null;
  };
}

/** What a test may choose. */
export interface WorkspaceFixtureOptions {
  readonly folder?: string;
  readonly root?: string;
  readonly repository?: string;
  readonly gitPath?: string;
  readonly fetchTimeoutMs?: number;
  readonly clock?: Clock;
}

/** Makes folder, repository and workspace, as far as they are not given. */
export async function makeWorkspace(options: WorkspaceFixtureOptions = {}): Promise<WorkspaceFixture> {
  for (const name of ['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_NOSYSTEM']) vi.stubEnv(name, GIT_TEST_ENV[name]);
  const folder = options.folder ?? (await makeFolder());
  const root = options.root ?? join(folder, 'worktrees');
  const repository = options.repository ?? (await makeRepository(join(folder, 'repository')));
  const logger = createRecordingLogger();
  const { gitPath, fetchTimeoutMs, clock = createSystemClock() } = options;
  const workspace = createGitWorktreeWorkspace({ worktreeRoot: root, logger, clock, gitPath, fetchTimeoutMs });
  const path = (sessionId: string): string => join(root, 'shop', sessionId);
  return {
    folder,
    root,
    repository,
    workspace,
    logger,
    path,
    request: (sessionId, changes = {}) => ({
      sessionId: sessionId as SessionId,
      repositoryPath: repository,
      path: path(sessionId),
      branch: `ao/${sessionId}/work`,
      branchIsChosen: false,
      base: null,
      defaultBranch: null,
      ...changes,
    }),
    target: (sessionId) => ({ sessionId: sessionId as SessionId, repositoryPath: repository, path: path(sessionId), baseCommit: null }),
  };
}
