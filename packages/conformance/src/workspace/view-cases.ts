import assert from 'node:assert/strict';
import type { WorkspaceSetupRequest } from '@ao/ports';
import type { WorkspaceCase, WorkspaceContext } from './workspace-case.ts';

const MAX_BYTES = 100_000;

/** What can be seen of worktrees, and how they are set up. */
export const viewCases: readonly WorkspaceCase[] = [
  {
    name: 'changes name what is not committed',
    needs: [],
    async run({ workspace, make, writeFile }) {
      const { path } = await make();
      assert.deepEqual(await workspace.changes({ path, baseCommit: null }), { files: [], added: 0, deleted: 0, commits: 0 });
      await writeFile(path, 'own.txt', 'one line\n');
      const changes = await workspace.changes({ path, baseCommit: null });
      assert.deepEqual(changes, { files: [{ path: 'own.txt', added: 1, deleted: 0, untracked: true }], added: 1, deleted: 0, commits: 0 });
      assert.match(await workspace.diff({ path, baseCommit: null, maxBytes: MAX_BYTES }), /own\.txt/u);
    },
  },
  {
    name: 'changes since the base count commits and what is not committed together',
    needs: ['branches'],
    async run({ workspace, request, writeFile, commit }) {
      const wanted = request();
      const { baseCommit } = await workspace.create(wanted);
      await writeFile(wanted.path, 'committed.txt', 'one\n');
      await commit(wanted.path);
      await writeFile(wanted.path, 'own.txt', 'one\ntwo\n');
      const { files, added, commits } = await workspace.changes({ path: wanted.path, baseCommit });
      assert.deepEqual(files.map(({ path }) => path).sort(), ['committed.txt', 'own.txt']);
      assert.deepEqual({ added, commits }, { added: 3, commits: 1 });
    },
  },
  {
    name: 'where a worktree stands is the newest commit, and how many there are since the base',
    needs: ['branches'],
    async run({ workspace, request, writeFile, commit }) {
      if (workspace.head === undefined) return;
      const wanted = request();
      assert.equal(await workspace.head({ path: wanted.path, baseCommit: null }), null);
      const { baseCommit } = await workspace.create(wanted);
      assert.deepEqual(await workspace.head({ path: wanted.path, baseCommit }), { commit: baseCommit, commits: 0 });
      await writeFile(wanted.path, 'committed.txt', 'one\n');
      await commit(wanted.path);
      await writeFile(wanted.path, 'own.txt', 'not committed\n');
      const head = await workspace.head({ path: wanted.path, baseCommit });
      assert.equal(head?.commits, 1);
      assert.notEqual(head.commit, baseCommit);
      assert.deepEqual(await workspace.head({ path: wanted.path, baseCommit: null }), { ...head, commits: 0 });
      assert.equal((await workspace.head({ path: wanted.path, baseCommit: '0'.repeat(40) }))?.commits, 0);
    },
  },
  {
    name: 'a worktree that does not exist has no changes',
    needs: [],
    async run({ workspace, request }) {
      const { path } = request();
      assert.deepEqual(await workspace.changes({ path, baseCommit: null }), { files: [], added: 0, deleted: 0, commits: 0 });
      assert.equal(await workspace.diff({ path, baseCommit: null, maxBytes: MAX_BYTES }), '');
    },
  },
  {
    name: 'a patch is never longer than wanted',
    needs: ['files'],
    async run({ workspace, make, writeFile }) {
      const { path } = await make();
      await writeFile(path, 'long.txt', 'ä long line\n'.repeat(1_000));
      for (const maxBytes of [1, 100, 1_000]) {
        const patch = await workspace.diff({ path, baseCommit: null, maxBytes });
        assert.ok(Buffer.byteLength(patch) <= maxBytes);
      }
    },
  },
  {
    name: 'a set-up copies, links and runs commands that know where they are',
    needs: ['files'],
    async run(context) {
      const { workspace, make, repositoryPath, writeFile, hasFile } = context;
      const { path } = await make();
      await writeFile(repositoryPath, 'copied.txt', 'c');
      await writeFile(repositoryPath, 'linked.txt', 'l');
      const request = setupOf(context, path, {
        copy: ['copied.txt'],
        symlink: ['linked.txt'],
        postCreate: ['test "$PWD" = "$AO_WORKTREE_PATH" && test -d "$AO_SOURCE_PATH" && test -n "$AO_BRANCH" && echo > ran.txt'],
      });
      assert.deepEqual(await workspace.setup(request), { ok: true, message: null, notices: [] });
      for (const name of ['copied.txt', 'linked.txt', 'ran.txt']) assert.equal(await hasFile(path, name), true, name);
    },
  },
  {
    name: 'a set-up that fails is a result with words for people, and what leads out of the repository is left out',
    needs: ['files'],
    async run(context) {
      const { workspace, make } = context;
      const { path } = await make();
      const failed = await workspace.setup(setupOf(context, path, { postCreate: ['exit 3'] }));
      assert.equal(failed.ok, false);
      assert.match(failed.message ?? '', /exit 3/u);
      const slow = await workspace.setup(setupOf(context, path, { postCreate: ['sleep 60'], timeoutMs: 100 }));
      assert.equal(slow.ok, false);
      const escaping = await workspace.setup(setupOf(context, path, { copy: ['../x', '/etc/hosts', 'gone'], symlink: ['../x'] }));
      assert.equal(escaping.ok, true);
      assert.equal(escaping.notices.length, 4);
    },
  },
];

function setupOf({ repositoryPath }: WorkspaceContext, path: string, changes: Partial<WorkspaceSetupRequest>): WorkspaceSetupRequest {
  const logPath = `${path}.set-up.log`;
  return { repositoryPath, path, copy: [], symlink: [], postCreate: [], timeoutMs: 20_000, env: {}, logPath, ...changes };
}
