import { AoError } from '@ao/domain';
import type { ToolCheck, WorkspaceV1 } from '@ao/ports';
import { readChanges } from './changes/worktree-changes.ts';
import { readDiff } from './changes/worktree-diff.ts';
import { createPendingCreations } from './create/pending-creation.ts';
import { createShortFetch } from './create/short-fetch.ts';
import { createWorktree, preflightWorktree } from './create/worktree-creation.ts';
import { discardWorktree } from './discard/worktree-discard.ts';
import { checkGit } from './git/git-check.ts';
import { createGitClient } from './git/git-client.ts';
import { requireGitVersion } from './git/git-version.ts';
import { findCommitOrigin } from './origin/commit-origin.ts';
import { findPushTarget } from './origin/push-target.ts';
import type { GitWorktreeOptions } from './git-worktree-options.ts';
import { executeRemoval } from './removal/removal-execution.ts';
import { prepareRemoval } from './removal/removal-planning.ts';
import { createRemovalRecords } from './removal/removal-records.ts';
import { inspectRepository } from './repository/repository-inspection.ts';
import { restoreWorktree } from './restore/worktree-restore.ts';
import { setUpWorktree } from './setup/worktree-setup.ts';
import type { WorkspaceContext } from './workspace-context.ts';
import { createCrashRemains } from './worktree/crash-remains.ts';
import { createTrash } from './worktree/trash.ts';

const DEFAULT_FETCH_TIMEOUT_MS = 5_000;

/**
 * Workspaces made of git worktrees, by running the user's git.
 *
 * - one queue per repository for everything that writes, shared by all workspaces of this process
 * - a worktree is marked as ours by a file and a lock in its folder inside the git directory; nothing of ours is written into the work tree
 * - nothing outside `worktreeRoot` is removed; what is removed is moved into a trash folder there first
 * - the first call that writes also deletes what an earlier process left in the trash or half written
 */
export function createGitWorktreeWorkspace(options: GitWorktreeOptions): WorkspaceV1 {
  const context = createContext(options);
  const { git } = context;
  return {
    specificationVersion: 'workspace-v1',
    name: 'git-worktree',
    check: (signal): Promise<ToolCheck> => checkGit(git, options.gitPath ?? 'git', signal),
    async inspectRepository(folder, signal) {
      await context.gitVersion(signal);
      return inspectRepository(git, folder, signal);
    },
    preflight: (request, signal) => preflightWorktree(context, request, signal),
    async create(request, signal) {
      await context.crashRemains.sweep();
      return createWorktree(context, request, signal);
    },
    setup: (request, signal) => setUpWorktree(context, request, signal),
    async restore(request, signal) {
      await context.crashRemains.sweep();
      return restoreWorktree(context, request, signal);
    },
    changes: (request, signal) => readChanges(git, request, signal),
    hasCommit: (request, signal) => findCommitOrigin(git, request, signal),
    pushTarget: (request, signal) => findPushTarget(git, request, signal),
    diff: (request, signal) => readDiff(git, request, signal),
    planRemoval: async ({ sessionId, path, baseCommit }, signal) =>
      (await prepareRemoval(context, { sessionId, path, baseCommit }, signal)).plan,
    async remove(request, signal) {
      await context.crashRemains.sweep();
      return executeRemoval(context, request, signal);
    },
    async discard(request, signal) {
      await context.crashRemains.sweep();
      return discardWorktree(context, request, signal);
    },
    tidyUp: () => context.crashRemains.sweep(),
  };
}

function createContext({ worktreeRoot, logger, clock, gitPath, fetchTimeoutMs }: GitWorktreeOptions): WorkspaceContext {
  const git = createGitClient(gitPath ?? 'git');
  const timeoutMs = fetchTimeoutMs ?? DEFAULT_FETCH_TIMEOUT_MS;
  const trash = createTrash(worktreeRoot, logger);
  let version: Promise<string> | null = null;
  return {
    git,
    clock,
    logger,
    worktreeRoot,
    trash,
    crashRemains: createCrashRemains(worktreeRoot, trash),
    pendingCreations: createPendingCreations(worktreeRoot),
    removalRecords: createRemovalRecords(worktreeRoot),
    shortFetch: timeoutMs === 0 ? null : createShortFetch({ git, clock, root: worktreeRoot, timeoutMs }),
    async gitVersion(signal) {
      version ??= requireGitVersion(git);
      try {
        return await version;
      } catch (error) {
        // Asked again next time: people install what is missing while the daemon runs.
        version = null;
        signal?.throwIfAborted();
        throw AoError.isInstance(error) ? error : new AoError('GIT_NOT_FOUND', { cause: error });
      }
    },
  };
}
