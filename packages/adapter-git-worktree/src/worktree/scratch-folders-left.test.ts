import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import type { FailingRemovals } from '../__fixtures__/failing-removals.ts';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { createScratchFolders } from './scratch-folders.ts';

const faults = vi.hoisted((): FailingRemovals => ({ matches: null, left: 0 }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const { withFailingRemovals } = await import('../__fixtures__/failing-removals.ts');
  return { ...real, rm: withFailingRemovals(real.rm, faults) };
});

beforeEach(() => Object.assign(faults, { matches: /\.scratch\/./u, left: 0 }));

async function useOnce(failures: number) {
  const root = await makeFolder();
  const scratch = createScratchFolders(root);
  faults.left = failures;
  const answer = await scratch.within(async (folder) => {
    await writeFile(join(folder, 'index'), 'x');
    return 'done';
  });
  faults.left = 0;
  return { answer, scratch, left: () => readdir(join(root, '.scratch')) };
}

test('a scratch folder whose removal fails once is gone, and the work has not failed', async () => {
  const { answer, left } = await useOnce(1);
  expect([answer, await left()]).toEqual(['done', []]);
});

test('one that cannot be removed does not fail the work, and goes with the next use', async () => {
  const { answer, scratch, left } = await useOnce(2);
  expect([answer, await left()]).toEqual(['done', [expect.any(String)]]);
  await scratch.within(async () => expect(await left()).toHaveLength(1));
  expect(await left()).toEqual([]);
});

test('or with any later sweep', async () => {
  const { scratch, left } = await useOnce(2);
  await scratch.sweep();
  expect(await left()).toEqual([]);
});

test('a failure of the work is told, not that of the removal', async () => {
  const root = await makeFolder();
  faults.left = 2;
  await expect(createScratchFolders(root).within(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
});
