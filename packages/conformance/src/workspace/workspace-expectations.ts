import assert from 'node:assert/strict';
import { AoError, type ErrorCode } from '@ao/domain';
import type { RemovalPlan, RemovalResult, WorkspaceRequest, WorkspaceV1 } from '@ao/ports';
import { targetOf } from './workspace-case.ts';

/** Checks that a call is refused with a code, and with words for people. */
export async function assertRefused(call: Promise<unknown>, code: ErrorCode): Promise<void> {
  await assert.rejects(call, (error) => {
    assert.ok(AoError.isInstance(error), `${String(error)} is no AoError`);
    assert.equal(error.code, code);
    assert.ok(error.message.length > 10, 'the message says what to do');
    return true;
  });
}

/** Checks that a request is refused both before and at creation, and leaves nothing. */
export async function assertNotCreated(workspace: WorkspaceV1, request: WorkspaceRequest, code: ErrorCode): Promise<void> {
  await assertRefused(workspace.preflight(request), code);
  await assertRefused(workspace.create(request), code);
}

/** Plans a removal, checks its action, and executes the plan. */
export async function removeAs(
  workspace: WorkspaceV1,
  request: WorkspaceRequest,
  action: RemovalPlan['action'],
  allowSave = false,
): Promise<RemovalResult> {
  const target = targetOf(request);
  const plan = await workspace.planRemoval(target);
  assert.equal(plan.action, action, plan.reason);
  return workspace.remove({ ...target, plan, allowSave });
}
