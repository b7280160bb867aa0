import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { WorkspaceRequest } from '@ao/ports';
import { expect, test } from 'vitest';
import { makeRepository, runGit } from '../__fixtures__/sample-repository.ts';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { makeWorkspace } from '../__fixtures__/workspace-fixture.ts';

const PROGRAM = fileURLToPath(new URL('../__fixtures__/create-and-die.ts', import.meta.url));
/** Enough files for git to be at work for a while. */
const FILES = Object.fromEntries(Array.from({ length: 1_500 }, (_, index) => [`d${index % 40}/f${index}`, `${index}\n`.repeat(200)]));

/** Starts a process that makes the worktree, and kills it some time after it has begun. Its git lives on. */
async function createAndKill(worktreeRoot: string, request: WorkspaceRequest, afterMs: number): Promise<void> {
  const argv = ['--conditions=@ao/source', PROGRAM, JSON.stringify({ worktreeRoot, request })];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), ended]);
  await sleep(afterMs);
  child.kill('SIGKILL');
  await ended;
}

test('a process that is killed while it makes a worktree leaves what the next one completes', { timeout: 120_000 }, async () => {
  const folder = await makeFolder();
  const repository = await makeRepository(join(folder, 'repository'), FILES);
  const { workspace, request, path, root } = await makeWorkspace({ folder, repository });
  for (const [index, afterMs] of [3, 20, 40, 80, 150, 250].entries()) {
    const id = `shop-${index + 1}`;
    await createAndKill(root, request(id), afterMs);
    const created = await workspace.create(request(id));
    expect(created).toMatchObject({ path: path(id), branch: `ao/${id}/work`, baseRef: 'main' });
    expect(await runGit(created.path, 'status', '--porcelain', '--branch')).toBe(`## ao/${id}/work`);
  }
  // A git that had gone on would have deleted its worktree by now, which is ours today.
  await sleep(500);
  const worktrees = (await runGit(repository, 'worktree', 'list')).split('\n');
  expect(worktrees).toHaveLength(7);
  for (const name of await readdir(join(root, 'shop'))) expect(await runGit(path(name), 'status', '--porcelain')).toBe('');
  expect(await readdir(join(root, '.pending'))).toEqual([]);
});
