import { AoError, type DurationMs, type SessionRecord, toAoError } from '@ao/domain';
import type { RemovalPlan } from '@ao/ports';
import type { Engine } from '../engine.ts';
import { boundedCall } from '../operation/bounded-call.ts';
import { STEP_LIMITS_MS } from '../operation/step-limits.ts';

/** Plans the removal of a session's worktree. Never rejects: when it cannot be planned, the plan is to keep it, and says why. */
export async function planRemoval(
  engine: Engine,
  session: SessionRecord,
  options: { readonly limitMs?: DurationMs; readonly signal?: AbortSignal | undefined } = {},
): Promise<RemovalPlan> {
  const { limitMs = STEP_LIMITS_MS.removalPlan, signal } = options;
  const { path, repositoryPath, baseCommit } = session.workspace;
  if (path === null || session.workspace.state !== 'present') return keepPlan(path ?? '', 'the session has no worktree', 'gone');
  if (session.phase !== 'ended') return keepPlan(path, `the session is still running; end it first with \`ao session kill ${session.id}\``);
  const overdue = () => new AoError('GIT_TIMEOUT', { message: 'git did not answer in time.' });
  try {
    return await boundedCall({ clock: engine.clock, limitMs, overdue, signal }, (inner) =>
      engine.workspace.planRemoval({ sessionId: session.id, repositoryPath, path, baseCommit }, inner),
    );
  } catch (thrown) {
    return keepPlan(path, `it could not be looked at: ${toAoError(thrown, 'planning the removal').message}`);
  }
}

/** A plan that leaves everything as it is. */
export function keepPlan(path: string, reason: string, action: 'keep' | 'gone' = 'keep'): RemovalPlan {
  const nothing = { dirtyFiles: [], dirtyFileCount: 0, unpushedCommits: 0, sizeBytes: 0, rescueRef: null, fingerprint: '' };
  return { action, path, reason, ...nothing };
}
