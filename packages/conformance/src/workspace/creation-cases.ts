import assert from 'node:assert/strict';
import type { WorkspaceCase } from './workspace-case.ts';
import { assertNotCreated, assertRefused } from './workspace-expectations.ts';

/** How worktrees come to be. */
export const creationCases: readonly WorkspaceCase[] = [
  {
    name: 'the workspace can tell whether its tools are there',
    needs: [],
    async run({ workspace }) {
      assert.equal(workspace.specificationVersion, 'workspace-v1');
      assert.ok(workspace.name !== '');
      const check = await workspace.check();
      assert.equal(check.level, 'ok', check.summary);
      assert.equal(check.code, null);
    },
  },
  {
    name: 'a repository is described by its top, from a folder inside as well',
    needs: [],
    async run({ workspace, repositoryPath }) {
      const facts = await workspace.inspectRepository(repositoryPath);
      const { rootPath, originUrl, defaultBranch, currentBranch, hasCommits, hasSubmodules } = facts;
      assert.equal(rootPath, repositoryPath);
      assert.equal(defaultBranch, 'main');
      assert.equal(currentBranch, 'main');
      assert.deepEqual({ hasCommits, hasSubmodules }, { hasCommits: true, hasSubmodules: false });
      assert.ok(originUrl === null || originUrl !== '');
    },
  },
  {
    name: 'what is no repository is refused',
    needs: [],
    async run({ workspace, repositoryPath, request }) {
      const nowhere = `${repositoryPath}-that-does-not-exist`;
      const noRepository = ({ code }: { readonly code?: string }): boolean =>
        code === 'NOT_A_GIT_REPOSITORY' || code === 'PROJECT_PATH_INVALID';
      await assert.rejects(workspace.inspectRepository(nowhere), noRepository);
      await assert.rejects(workspace.preflight(request({ repositoryPath: nowhere })), noRepository);
      await assert.rejects(workspace.create(request({ repositoryPath: nowhere })), noRepository);
    },
  },
  {
    name: 'a worktree is made where it was asked for, on its branch, from the default branch',
    needs: [],
    async run({ workspace, request, hasFile, writeFile }) {
      const wanted = request();
      await workspace.preflight(wanted);
      const created = await workspace.create(wanted);
      assert.equal(created.path, wanted.path);
      assert.equal(created.branch, wanted.branch);
      assert.equal(created.baseRef, 'main');
      assert.match(created.baseCommit, /^[0-9a-f]{40,64}$/u);
      await writeFile(wanted.path, 'own.txt', 'mine');
      assert.equal(await hasFile(wanted.path, 'own.txt'), true);
    },
  },
  {
    name: 'the same request again answers the same worktree and touches nothing in it',
    needs: [],
    async run({ workspace, request, hasFile, writeFile }) {
      const wanted = request();
      const first = await workspace.create(wanted);
      await writeFile(wanted.path, 'own.txt', 'mine');
      const { notices: _, ...second } = await workspace.create(wanted);
      assert.deepEqual(second, { path: first.path, branch: first.branch, baseRef: first.baseRef, baseCommit: first.baseCommit });
      assert.equal(await hasFile(wanted.path, 'own.txt'), true);
    },
  },
  {
    name: 'worktrees do not see each other, however many are made at once',
    needs: [],
    async run({ make, hasFile, writeFile }) {
      const requests = await Promise.all(Array.from({ length: 5 }, () => make()));
      const [first, ...others] = requests;
      assert.ok(first !== undefined);
      await writeFile(first.path, 'own.txt', 'mine');
      for (const other of others) assert.equal(await hasFile(other.path, 'own.txt'), false);
    },
  },
  {
    name: 'an unknown base is refused',
    needs: [],
    run: ({ workspace, request }) => assertNotCreated(workspace, request({ base: 'no-such-base' }), 'BASE_NOT_FOUND'),
  },
  {
    name: 'a branch name that cannot be is refused',
    needs: [],
    run: ({ workspace, request }) => assertNotCreated(workspace, request({ branch: 'no good' }), 'INVALID_BRANCH_NAME'),
  },
  {
    name: 'the worktree of another session is not taken over',
    needs: [],
    async run({ workspace, request, make }) {
      const owner = await make();
      const intruder = request({ path: owner.path });
      await assertNotCreated(workspace, intruder, 'WORKTREE_PATH_TAKEN');
      const discarded = await workspace.discard(intruder);
      assert.equal(discarded.removed, false, 'and is not discarded by it either');
    },
  },
  {
    name: 'a branch is checked out once',
    needs: [],
    async run({ workspace, request, make }) {
      const owner = await make();
      const second = request({ branch: owner.branch, branchIsChosen: true });
      await assertNotCreated(workspace, second, 'BRANCH_CHECKED_OUT_ELSEWHERE');
    },
  },
  {
    name: 'a branch that is not chosen must be new, and have room for its name',
    needs: ['branches'],
    async run({ workspace, request, make }) {
      const owner = await make();
      await assertNotCreated(workspace, request({ branch: `${owner.branch}/below` }), 'BRANCH_NAME_CLASH');
      const removed = await workspace.planRemoval({ ...owner, baseCommit: null });
      await workspace.remove({ ...owner, plan: removed, allowSave: false });
      await assertNotCreated(workspace, request({ branch: owner.branch }), 'BRANCH_NAME_CLASH');
    },
  },
  {
    name: 'a path outside the worktree folder is refused by everything that writes',
    needs: ['files'],
    async run({ workspace, repositoryPath, request }) {
      const outside = request({ path: repositoryPath });
      await assertNotCreated(workspace, outside, 'WORKTREE_OUTSIDE_ROOT');
      await assertRefused(workspace.planRemoval({ ...outside, baseCommit: null }), 'WORKTREE_OUTSIDE_ROOT');
      await assertRefused(workspace.discard(outside), 'WORKTREE_OUTSIDE_ROOT');
      await assertRefused(workspace.restore({ ...outside, rescueRef: null }), 'WORKTREE_OUTSIDE_ROOT');
    },
  },
  {
    name: 'a call that was given up before it began makes nothing',
    needs: ['cancellation'],
    async run({ workspace, request }) {
      const wanted = request();
      const reason = new Error('given up');
      await assert.rejects(workspace.create(wanted, AbortSignal.abort(reason)), reason);
      assert.equal((await workspace.planRemoval({ ...wanted, baseCommit: null })).action, 'gone');
    },
  },
  {
    name: 'what a failed spawn has made is taken back, again and again with the same answer',
    needs: [],
    async run({ workspace, make, request }) {
      const clean = await make();
      assert.deepEqual(await outcomeOf(workspace.discard(clean)), { removed: true, rescueRef: null });
      assert.deepEqual(await outcomeOf(workspace.discard(clean)), { removed: true, rescueRef: null });
      assert.deepEqual(await outcomeOf(workspace.discard(request())), { removed: true, rescueRef: null });
      await workspace.create(clean);
    },
  },
  {
    name: 'work that is found while taking back is saved first',
    needs: [],
    async run({ workspace, make, writeFile, hasFile }) {
      const dirty = await make();
      await writeFile(dirty.path, 'own.txt', 'mine');
      const { removed, rescueRef } = await workspace.discard(dirty);
      assert.equal(removed, true);
      assert.ok(rescueRef?.startsWith(`refs/ao/rescue/${dirty.sessionId}/`));
      await workspace.create(dirty);
      assert.equal(await hasFile(dirty.path, 'own.txt'), false, 'a new worktree starts clean');
    },
  },
];

async function outcomeOf(call: Promise<{ readonly removed: boolean; readonly rescueRef: string | null }>) {
  const { removed, rescueRef } = await call;
  return { removed, rescueRef };
}
