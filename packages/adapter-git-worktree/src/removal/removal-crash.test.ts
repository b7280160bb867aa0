import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { makeGitScript } from '../__fixtures__/git-script.ts';
import { runGit, writeFiles } from '../__fixtures__/sample-repository.ts';
import { makeWorkspace } from '../__fixtures__/workspace-fixture.ts';

const PROGRAM = fileURLToPath(new URL('../__fixtures__/remove-and-die.ts', import.meta.url));

/** A removal that is killed when the folder has been moved away and the last look at it begins; then somebody writes to it. */
async function killBeforeLastLook() {
  const first = await makeWorkspace();
  const { folder, root, target, workspace, request } = first;
  const { path: place } = await workspace.create(request('shop-1'));
  await writeFiles(place, { 'README.md': 'changed\n', 'new.txt': 'n\n' });
  const plan = await workspace.planRemoval(target('shop-1'));
  const here = join(folder, 'here');
  const lines = `case " $* " in *" status "*) case "$PWD" in *.trash*) pwd > "$AO_HERE.new"; mv "$AO_HERE.new" "$AO_HERE"; exec sleep 60;; esac;; esac`;
  const gitPath = await makeGitScript(folder, `AO_HERE="${here}"\n${lines}`);
  const given = JSON.stringify({ worktreeRoot: root, gitPath, request: { ...target('shop-1'), plan, allowSave: true } });
  const child = spawn(process.execPath, ['--conditions=@ao/source', PROGRAM, given], { stdio: 'inherit', detached: true });
  const ended = once(child, 'exit');
  await expect.poll(() => readFile(here, 'utf8').catch(() => ''), { timeout: 20_000 }).not.toBe('');
  // The whole group: the program that stands in for git would sleep on.
  process.kill(-(child.pid ?? 0), 'SIGKILL');
  await ended;
  const aside = (await readFile(here, 'utf8')).trim();
  await writeFiles(aside, { 'late.txt': 'late\n' });
  return { ...first, place, plan, aside };
}

const STATUS = ' M README.md\n?? late.txt\n?? new.txt';

describe('a removal that was killed before its last look', { timeout: 60_000 }, () => {
  test('what somebody wrote at that very moment is not deleted by the next process', async () => {
    const first = await killBeforeLastLook();
    const { place, root, plan } = first;
    const { workspace, target } = await makeWorkspace(first);
    await workspace.tidyUp?.();
    expect(await runGit(place, 'status', '--porcelain')).toBe(STATUS);
    expect(await readFile(join(place, 'late.txt'), 'utf8')).toBe('late\n');
    expect(await readdir(join(root, '.trash'))).toEqual([]);
    expect(await workspace.remove({ ...target('shop-1'), plan, allowSave: true })).toMatchObject({ removed: false });
    const now = await workspace.planRemoval(target('shop-1'));
    const { rescueRef } = await workspace.remove({ ...target('shop-1'), plan: now, allowSave: true });
    await workspace.restore({ ...target('shop-1'), branch: 'ao/shop-1/work', rescueRef });
    expect(await runGit(place, 'status', '--porcelain')).toBe(STATUS);
  });

  test.each<[string, (fixture: Awaited<ReturnType<typeof killBeforeLastLook>>) => Promise<unknown>, object]>([
    ['plans its removal', ({ workspace, target }) => workspace.planRemoval(target('shop-1')), { action: 'save', dirtyFileCount: 3 }],
    ['asks for its changes', ({ workspace, place }) => workspace.changes({ path: place, baseCommit: null }), { added: 3, deleted: 1 }],
    [
      'undoes its spawn',
      ({ workspace, request }) => workspace.discard(request('shop-1')),
      { removed: true, rescueRef: expect.any(String) },
    ],
  ])('whoever asks first finds the worktree in its place: one that %s', async (_who, ask, expected) => {
    const first = await killBeforeLastLook();
    const { workspace } = await makeWorkspace(first);
    expect(await ask({ ...first, workspace })).toMatchObject(expected);
  });

  test('undoing the spawn saves what was written at that very moment, too', async () => {
    const first = await killBeforeLastLook();
    const { workspace, request } = await makeWorkspace(first);
    const { rescueRef } = await workspace.discard(request('shop-1'));
    expect((await runGit(first.repository, 'ls-tree', '--name-only', `${rescueRef}^3`)).split('\n')).toEqual(['late.txt', 'new.txt']);
  });

  test('a new daemon on another home of the same repository leaves it alone', async () => {
    const { folder, repository, aside } = await killBeforeLastLook();
    const other = await makeWorkspace({ folder, repository, root: join(folder, 'other home') });
    await other.workspace.tidyUp?.();
    await other.workspace.create(other.request('shop-2'));
    await access(join(aside, 'late.txt'));
  });

  test('while something stands in its place, nothing is lost, and the worktree is kept and says where its files are', async () => {
    const first = await killBeforeLastLook();
    const { place, aside, plan } = first;
    await writeFiles(place, { 'log.txt': 'of a program that goes on\n' });
    const { workspace, target, logger } = await makeWorkspace(first);
    const kept = await workspace.planRemoval(target('shop-1'));
    expect(kept).toMatchObject({ action: 'keep', reason: expect.stringContaining(aside) });
    expect(await workspace.remove({ ...target('shop-1'), plan, allowSave: true })).toMatchObject({ removed: false });
    await workspace.tidyUp?.();
    await access(join(aside, 'late.txt'));
    expect(logger.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
    await rm(place, { recursive: true });
    expect(await workspace.planRemoval(target('shop-1'))).toMatchObject({ action: 'save', dirtyFileCount: 3 });
  });

  test('an empty folder in its place does not keep it away', async () => {
    const first = await killBeforeLastLook();
    await mkdir(first.place);
    const { workspace } = await makeWorkspace(first);
    await workspace.bringBack?.();
    expect(await runGit(first.place, 'status', '--porcelain')).toBe(STATUS);
  });
});
