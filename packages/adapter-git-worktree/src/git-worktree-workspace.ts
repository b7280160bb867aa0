import { AoError } from '@ao/domain';
import type { ToolCheck, WorkspaceV1 } from '@ao/ports';
import { readChanges } from './changes/worktree-changes.ts';
import { readDiff } from './changes/worktree-diff.ts';
import { readHead } from './changes/worktree-head.ts';
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
import { createLaterAttempts } from './worktree/later-attempts.ts';
import { createScratchFolders } from './worktree/scratch-folders.ts';
import { createTrash } from './worktree/trash.ts';

const DEFAULT_FETCH_TIMEOUT_MS = 5_000;

/**
 * Workspaces made of git worktrees, by running the user's git.
 *
 * - one queue per repository for everything that writes, shared by all workspaces of this process
 * - a worktree is marked as ours by a file and a lock in its folder inside the git directory; nothing of ours is written into the work tree
 * - nothing outside `worktreeRoot` is removed; what is removed is moved into a trash folder there first
 * - the first call brings back worktrees whose removal was cut short before it was decided
 * - the first call that writes also deletes what an earlier process left in the trash or half written
 */
export function createGitWorktreeWorkspace(options: GitWorktreeOptions): WorkspaceV1 {
  const context = createContext(options);
  const { git, trash, crashRemains } = context;
  /** Who looks at a place must not find it empty because a crash came in the middle of a removal. */
  const inPlace = after(() => trash.bringBackLeft());
  const afterSweep = after(() => crashRemains.sweep());
  return {
    specificationVersion: 'workspace-v1',
    name: 'git-worktree',
    check: (signal): Promise<ToolCheck> => checkGit(git, options.gitPath ?? 'git', signal),
    async inspectRepository(folder, signal) {
      await context.gitVersion(signal);
      return inspectRepository(git, folder, signal);
    },
    preflight: inPlace((request, signal) => preflightWorktree(context, request, signal)),
    create: afterSweep((request, signal) => createWorktree(context, request, signal)),
    setup: inPlace((request, signal) => setUpWorktree(context, request, signal)),
    restore: afterSweep((request, signal) => restoreWorktree(context, request, signal)),
    changes: inPlace((request, signal) => readChanges(git, request, signal)),
    head: inPlace((request, signal) => readHead(git, request, signal)),
    hasCommit: inPlace((request, signal) => findCommitOrigin(git, request, signal)),
    pushTarget: inPlace((request, signal) => findPushTarget(git, request, signal)),
    diff: inPlace((request, signal) => readDiff(context, request, signal)),
    planRemoval: inPlace(async ({ sessionId, path, baseCommit }, signal) => {
      const { plan } = await prepareRemoval(context, { sessionId, path, baseCommit }, signal);
      return plan;
    }),
    remove: afterSweep((request, signal) => executeRemoval(context, request, signal)),
    discard: afterSweep((request, signal) => discardWorktree(context, request, signal)),
    bringBack: () => trash.bringBackLeft(),
    tidyUp: () => crashRemains.sweep(),
  };
}

type Call<Request, Answer> = (request: Request, signal?: AbortSignal) => Promise<Answer>;

function after(first: () => Promise<void>): <Request, Answer>(work: Call<Request, Answer>) => Call<Request, Answer> {
  return (work) => async (request, signal) => {
    await first();
    return work(request, signal);
  };
}

function createContext({ worktreeRoot, logger, clock, gitPath, fetchTimeoutMs }: GitWorktreeOptions): WorkspaceContext {
  const git = createGitClient(gitPath ?? 'git', logger);
  const timeoutMs = fetchTimeoutMs ?? DEFAULT_FETCH_TIMEOUT_MS;
  const later = createLaterAttempts(clock, logger);
  const trash = createTrash(worktreeRoot, logger, later);
  const scratch = createScratchFolders(worktreeRoot);
  let version: Promise<string> | null = null;
  return {
    git,
    clock,
    logger,
    worktreeRoot,
    trash,
    crashRemains: createCrashRemains(worktreeRoot, trash, scratch),
    scratch,
    later,
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
