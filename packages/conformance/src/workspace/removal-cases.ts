import assert from 'node:assert/strict';
import { targetOf, type WorkspaceCase } from './workspace-case.ts';
import { assertRefused, removeAs } from './workspace-expectations.ts';

/** How worktrees go, and come back. */
export const removalCases: readonly WorkspaceCase[] = [
  {
    name: 'a clean worktree may go, and comes back from its branch',
    needs: [],
    async run({ workspace, make, hasFile, writeFile, commit }) {
      const request = await make();
      await writeFile(request.path, 'done.txt', 'done');
      await commit(request.path);
      const { removed, rescueRef } = await removeAs(workspace, request, 'remove');
      assert.deepEqual({ removed, rescueRef }, { removed: true, rescueRef: null });
      assert.equal((await workspace.planRemoval(targetOf(request))).action, 'gone');
      const restored = await workspace.restore({ ...targetOf(request), branch: request.branch, rescueRef: null });
      assert.deepEqual([restored.path, restored.branch], [request.path, request.branch]);
      assert.equal(await hasFile(request.path, 'done.txt'), true);
    },
  },
  {
    name: 'a plan changes nothing, and is the same while nothing changes',
    needs: [],
    async run({ workspace, make, writeFile, hasFile }) {
      const request = await make();
      await writeFile(request.path, 'own.txt', 'mine');
      const plan = await workspace.planRemoval(targetOf(request));
      assert.deepEqual(await workspace.planRemoval(targetOf(request)), plan);
      assert.deepEqual(plan.dirtyFiles, ['own.txt']);
      assert.equal(plan.dirtyFileCount, 1);
      assert.ok(plan.reason !== '' && plan.fingerprint !== '');
      assert.equal(await hasFile(request.path, 'own.txt'), true);
    },
  },
  {
    name: 'uncommitted work goes only with leave to save it, to the place that was planned, and comes back',
    needs: [],
    async run({ workspace, make, writeFile, hasFile }) {
      const request = await make();
      await writeFile(request.path, 'own.txt', 'mine');
      const refused = await removeAs(workspace, request, 'save', false);
      assert.deepEqual([refused.removed, refused.rescueRef], [false, null]);
      const plan = await workspace.planRemoval(targetOf(request));
      assert.ok(plan.rescueRef?.startsWith(`refs/ao/rescue/${request.sessionId}/`));
      const saved = await workspace.remove({ ...targetOf(request), plan, allowSave: true });
      assert.deepEqual([saved.removed, saved.rescueRef], [true, plan.rescueRef]);
      await workspace.restore({ ...targetOf(request), branch: request.branch, rescueRef: saved.rescueRef });
      assert.equal(await hasFile(request.path, 'own.txt'), true);
      assert.equal((await workspace.planRemoval(targetOf(request))).dirtyFileCount, 1, 'it is uncommitted again');
    },
  },
  {
    name: 'a plan that no longer holds is not carried out',
    needs: [],
    async run({ workspace, make, writeFile, hasFile }) {
      const request = await make();
      const plan = await workspace.planRemoval(targetOf(request));
      await writeFile(request.path, 'late.txt', 'late');
      const { removed, rescueRef } = await workspace.remove({ ...targetOf(request), plan, allowSave: true });
      assert.deepEqual({ removed, rescueRef }, { removed: false, rescueRef: null });
      assert.equal(await hasFile(request.path, 'late.txt'), true);
    },
  },
  {
    name: 'what is to be kept is kept, whatever is allowed',
    needs: [],
    async run({ workspace, make, hasFile, writeFile }) {
      const request = await make();
      await writeFile(request.path, 'own.txt', 'mine');
      const plan = { ...(await workspace.planRemoval(targetOf(request))), action: 'keep' as const };
      assert.equal((await workspace.remove({ ...targetOf(request), plan, allowSave: true })).removed, false);
      assert.equal(await hasFile(request.path, 'own.txt'), true);
    },
  },
  {
    name: 'a worktree that somebody deleted is gone, and removing it is success',
    needs: [],
    async run({ workspace, make, deleteFolder }) {
      const request = await make();
      await deleteFolder(request.path);
      assert.equal((await removeAs(workspace, request, 'gone')).removed, true);
      assert.equal((await removeAs(workspace, request, 'gone')).removed, true);
      await workspace.restore({ ...targetOf(request), branch: request.branch, rescueRef: null });
    },
  },
  {
    name: 'restoring what is there changes nothing',
    needs: [],
    async run({ workspace, make, writeFile, hasFile }) {
      const request = await make();
      await writeFile(request.path, 'own.txt', 'mine');
      await workspace.restore({ ...targetOf(request), branch: request.branch, rescueRef: null });
      assert.equal(await hasFile(request.path, 'own.txt'), true);
    },
  },
  {
    name: 'what exists nowhere cannot be restored',
    needs: [],
    run: ({ workspace, request }) => {
      const never = request();
      return assertRefused(workspace.restore({ ...targetOf(never), branch: never.branch, rescueRef: null }), 'RESTORE_TARGET_MISSING');
    },
  },
];
