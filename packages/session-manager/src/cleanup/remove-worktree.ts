import { AoError, type OperationRecord, type SessionRecord } from '@ao/domain';
import type { RemovalPlan, RemovalResult } from '@ao/ports';
import { type Engine, sessionOf } from '../engine.ts';
import type { Operation } from '../operation/operation.ts';
import { STEP_LIMITS_MS } from '../operation/step-limits.ts';
import { planRemoval } from './removal-plan.ts';

/** Name of the step that removes a worktree. */
export const REMOVAL_STEP = 'removal';

/** A removal as it is written down before it begins. */
export interface RemovalIntent {
  readonly plan: RemovalPlan;
  readonly allowSave: boolean;
}

/** The removal an operation has begun; null when it has not come that far. */
export function removalIntentOf(record: OperationRecord): RemovalIntent | null {
  const step = record.steps.find((candidate) => candidate.name === REMOVAL_STEP);
  return step === undefined ? null : (step.created as unknown as RemovalIntent);
}

/** Executes the very plan that was shown, and stores what became of the worktree. */
export async function removeWorktree(engine: Engine, operation: Operation, intent: RemovalIntent): Promise<RemovalResult> {
  const { workspace } = engine;
  const { id: sessionId, workspace: facts } = sessionOf(engine, operation.sessionId);
  const { plan, allowSave } = intent;
  const store = (result: RemovalResult) => (result.removed ? storeRemoval(engine, operation, result.rescueRef) : undefined);
  try {
    return await operation.step({
      name: REMOVAL_STEP,
      about: { plan, allowSave },
      limitMs: STEP_LIMITS_MS.removal,
      overdue: () => new AoError('GIT_TIMEOUT', { message: 'Removing the worktree took too long. Try again, and check the disk.' }),
      work: (signal) => workspace.remove({ sessionId, repositoryPath: facts.repositoryPath, plan, allowSave }, signal),
      after: store,
      // A removal cannot be taken back, but the facts must follow it.
      undoLate: async (result) => store(result),
    });
  } catch (thrown) {
    const removed = await settleRemoval(engine, operation, intent);
    if (removed !== null) return removed;
    throw thrown;
  }
}

/**
 * Completes a removal that was interrupted. When the worktree is gone, the plan tells whether its content was saved, and where;
 * when it is still there, the removal is carried out as it was planned, or not at all if something has changed since.
 */
export async function completeRemoval(engine: Engine, operation: Operation, intent: RemovalIntent): Promise<RemovalResult> {
  return (await settleRemoval(engine, operation, intent)) ?? removeWorktree(engine, operation, intent);
}

/**
 * Stores a removal that has happened although nobody said so: the worktree is gone, and the plan tells where its content is. Null when
 * it is there. Rejects when that cannot be stored: then the operation must stay open, for nobody else knows where the content is.
 */
export async function settleRemoval(engine: Engine, operation: Operation, { plan }: RemovalIntent): Promise<RemovalResult | null> {
  const now = await planRemoval(engine, sessionOf(engine, operation.sessionId));
  if (now.action !== 'gone') return null;
  const rescueRef = plan.action === 'save' ? (plan.rescueRef ?? null) : null;
  storeRemoval(engine, operation, rescueRef);
  return { removed: true, rescueRef, reason: plan.reason };
}

/** A worktree that nobody has to remove any more: its folder has vanished. */
export function storeVanished(engine: Engine, session: SessionRecord): void {
  engine.lifecycle.observe(session.id, { type: 'workspace_removed', at: engine.clock.now() });
}

function storeRemoval(engine: Engine, operation: Operation, rescueRef: string | null): void {
  const at = engine.clock.now();
  const { sessionId } = operation;
  engine.lifecycle.observe(
    sessionId,
    rescueRef === null ? { type: 'workspace_removed', at } : { type: 'workspace_rescued', at, rescueRef },
  );
}
