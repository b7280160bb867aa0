import { AoError, type SessionRecord } from '@ao/domain';
import type { Engine } from '../engine.ts';
import type { Operation } from '../operation/operation.ts';
import { STEP_LIMITS_MS } from '../operation/step-limits.ts';
import { setUpWorktree } from '../spawn/worktree-setup.ts';

/**
 * Makes sure that the worktree of an ended session exists, and answers its path. One that had to be rebuilt is set up again: what git
 * does not know (copied files, installed packages) was not saved with it.
 */
export async function rebuildWorktree(engine: Engine, operation: Operation, session: SessionRecord): Promise<string> {
  const { repositoryPath, path, branch, rescueRef } = session.workspace;
  if (path === null || branch === null) throw new AoError('RESTORE_TARGET_MISSING', { details: { sessionId: session.id } });
  const wasThere = session.workspace.state === 'present' && (await engine.folders.exists(path));
  const created = await operation.step({
    name: 'worktree',
    about: { path, branch, rescueRef },
    limitMs: STEP_LIMITS_MS.worktree,
    overdue: () => new AoError('GIT_TIMEOUT', { message: 'Rebuilding the worktree took too long. Check the repository.' }),
    work: (signal) => engine.workspace.restore({ sessionId: session.id, repositoryPath, path, branch, rescueRef }, signal),
    after: () => {
      const at = engine.clock.now();
      engine.lifecycle.observe(session.id, { type: 'workspace_ready', at, path, branch, baseRef: null, baseCommit: null });
    },
  });
  operation.notices.push(...created.notices);
  if (!wasThere) await setUpWorktree(engine, operation, created.path);
  return created.path;
}
