import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { createFakeClock, createSilentLogger } from '@ao/testing';
import { expect, test } from 'vitest';
import { runGit, writeFiles } from '../__fixtures__/sample-repository.ts';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { makeWorkspace } from '../__fixtures__/workspace-fixture.ts';
import { createCrashRemains } from './crash-remains.ts';
import { createLaterAttempts } from './later-attempts.ts';
import { createScratchFolders } from './scratch-folders.ts';
import { createTrash } from './trash.ts';

const ANOTHER = process.pid + 1;

test('a file that was half written when its process died does not stay for ever', async () => {
  const root = await makeFolder();
  const own = `b.json.${process.pid}-0123456789ab`;
  await writeFiles(root, {
    [`.pending/a.json.${ANOTHER}-0123456789ab`]: '{',
    '.pending/a.json': '{}',
    [`.removed/${own}`]: '{',
    [`shop/c.json.${ANOTHER}-0123456789ab`]: 'work of somebody',
  });
  const logger = createSilentLogger();
  const trash = createTrash(root, logger, createLaterAttempts(createFakeClock(), logger));
  const remains = createCrashRemains(root, trash, createScratchFolders(root));
  await remains.sweep();
  expect(await readdir(join(root, '.pending'))).toEqual(['a.json']);
  expect(await readdir(join(root, '.removed'))).toEqual([own]);
  expect(await readdir(join(root, 'shop'))).toHaveLength(1);
});

test('discarding a spawn that was cut off while it wrote down its plan leaves nothing of the plan', async () => {
  const { workspace, request, root } = await makeWorkspace();
  await writeFiles(root, { [`.pending/5c78b178ed1219cc67812744.json.${ANOTHER}-0123456789ab`]: '{"version":1' });
  await workspace.discard(request('shop-1'));
  expect(await readdir(join(root, '.pending'))).toEqual([]);
});

test('a worktree that was on its way out when its process died is forgotten by git and deleted after the next start', async () => {
  const first = await makeWorkspace();
  const { request, repository, path, root } = first;
  await first.workspace.create(request('shop-1'));
  await mkdir(join(root, '.trash'));
  await rename(path('shop-1'), join(root, '.trash/shop-1-0123456789ab'));
  const { workspace } = await makeWorkspace(first);
  await workspace.tidyUp?.();
  await expect.poll(() => readdir(join(root, '.trash')), { timeout: 5_000 }).toEqual([]);
  expect((await runGit(repository, 'worktree', 'list')).split('\n')).toHaveLength(1);
});
