import { chmod, lstat, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { commitFiles, makeRepository, runGit } from '../__fixtures__/sample-repository.ts';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { takeSnapshot } from '../__fixtures__/worktree-snapshot.ts';
import { makeWorkspace } from '../__fixtures__/workspace-fixture.ts';

/** Few names, so that files, folders and links get in each other's way; nasty ones, so that quoting is tested. */
const NAMES = ['a', 'a/b', 'a/b/c', 'd', 'd/e', 'sp ace', 'né\n"w', '-x', '.hidden', "quo'te", 'ü/\tb'] as const;
const CONTENTS = ['', 'one\n', 'two\nlines\n', 'no end', 'cr\r\nlf\r\n', '\0binary\xff'] as const;

const name = fc.constantFrom(...NAMES);
const content = fc.constantFrom(...CONTENTS);
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('write' as const), name, content }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), name }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('chmod' as const), name, mode: fc.constantFrom(0o644, 0o755) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('link' as const), name, target: name }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('move' as const), name, target: name }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('stage' as const), name }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('announce' as const), name }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('unstage' as const), name }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget' as const), name }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('commit' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('detach' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Does one step, or nothing where it makes no sense: git and the file system say so themselves. */
async function perform(path: string, { kind, ...step }: Step): Promise<void> {
  const named = 'name' in step ? step.name : '';
  const file = join(path, named);
  const git = (...args: readonly string[]): Promise<unknown> => runGit(path, '--literal-pathspecs', ...args);
  switch (kind) {
    case 'write':
      await mkdir(dirname(file), { recursive: true });
      return writeFile(file, 'content' in step ? step.content : '', 'latin1');
    case 'delete':
      return rm(file, { recursive: true });
    case 'chmod':
      if ((await lstat(file)).isFile()) await chmod(file, 'mode' in step ? step.mode : 0o644);
      return;
    case 'link':
      return symlink('target' in step ? step.target : '', file);
    case 'move':
      return rename(file, join(path, 'target' in step ? step.target : ''));
    case 'stage':
      return void (await git('add', '--all', '--', named));
    case 'announce':
      return void (await git('add', '--intent-to-add', '--', named));
    case 'unstage':
      return void (await git('reset', '--quiet', '--', named));
    case 'forget':
      return void (await git('rm', '-r', '--quiet', '--cached', '--', named));
    case 'commit':
      return void (await git('commit', '--quiet', '-m', 'work'));
    case 'detach':
      return void (await git('checkout', '--quiet', '--detach'));
  }
}

test('any state of a work tree survives being saved, removed and brought back', { timeout: 240_000 }, async () => {
  const folder = await makeFolder();
  const repository = await makeRepository(join(folder, 'repository'), { 'a/b/c': 'abc\n', d: 'd\n', 'sp ace': 's\n', '-x': 'x\n' });
  await commitFiles(repository, { 'né\n"w': 'n\n' });
  const { workspace, request, target, path } = await makeWorkspace({ folder, repository });
  let number = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
      number += 1;
      const id = `shop-${number}`;
      await workspace.create(request(id));
      for (const one of steps) await perform(path(id), one).catch(() => undefined);
      const before = await takeSnapshot(path(id));
      const plan = await workspace.planRemoval(target(id));
      const removed = await workspace.remove({ ...target(id), plan, allowSave: true });
      expect(removed).toMatchObject({ removed: true, rescueRef: plan.rescueRef });
      await workspace.restore({ ...target(id), branch: `ao/${id}/work`, rescueRef: removed.rescueRef });
      expect(await takeSnapshot(path(id))).toEqual(before);
    }),
    { numRuns: 20 },
  );
});
