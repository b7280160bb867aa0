import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeFiles } from '../__fixtures__/sample-repository.ts';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { createScratchFolders } from './scratch-folders.ts';

test('a scratch folder is empty, for its owner alone, and gone when the work is done', async () => {
  const root = await makeFolder();
  const scratch = createScratchFolders(root);
  const answer = await scratch.within(async (folder) => {
    expect([await readdir(folder), (await stat(folder)).mode & 0o777]).toEqual([[], 0o700]);
    await writeFile(join(folder, 'index'), 'x');
    return 'done';
  });
  expect(answer).toBe('done');
  expect(await readdir(join(root, '.scratch'))).toEqual([]);
});

test('it is gone as well when the work fails', async () => {
  const root = await makeFolder();
  const work = createScratchFolders(root).within(() => Promise.reject(new Error('no')));
  await expect(work).rejects.toThrow('no');
  expect(await readdir(join(root, '.scratch'))).toEqual([]);
});

test('what a killed process left is swept, and what is in use is not', async () => {
  const root = await makeFolder();
  const scratch = createScratchFolders(root);
  await writeFiles(root, { [`.scratch/${process.pid + 1}-0123456789ab/index`]: 'x' });
  await scratch.within(async (folder) => {
    await scratch.sweep();
    expect(await readdir(join(root, '.scratch'))).toEqual([folder.slice(folder.lastIndexOf('/') + 1)]);
  });
});
