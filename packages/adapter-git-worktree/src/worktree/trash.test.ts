import { access, chmod, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRecordingLogger } from '@ao/testing';
import { describe, expect, test } from 'vitest';
import { writeFiles } from '../__fixtures__/sample-repository.ts';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { createTrash } from './trash.ts';

async function makeRoot() {
  const root = join(await makeFolder(), 'root');
  await writeFiles(join(root, 'shop/-x y'), { 'a.txt': 'a' });
  return { root, place: join(root, 'shop/-x y'), bin: join(root, '.trash'), trash: createTrash(root, createRecordingLogger()) };
}

const gone = { timeout: 5_000 };

describe('the trash', () => {
  test('takes a folder out of the way at once, and deletes it in the background', async () => {
    const { trash, place, bin } = await makeRoot();
    const taken = await trash.take(place);
    await expect(access(place)).rejects.toThrow('ENOENT');
    expect(await readFile(join(taken.path, 'a.txt'), 'utf8')).toBe('a');
    taken.deleteInBackground();
    await expect.poll(() => readdir(bin), gone).toEqual([]);
  });

  test('brings a folder back where it was', async () => {
    const { trash, place, bin } = await makeRoot();
    const taken = await trash.take(place);
    await taken.bringBack();
    expect(await readFile(join(place, 'a.txt'), 'utf8')).toBe('a');
    expect(await readdir(bin)).toEqual([]);
  });

  test('takes folders of the same name one after the other', async () => {
    const { trash, place } = await makeRoot();
    const first = await trash.take(place);
    await mkdir(place);
    const second = await trash.take(place);
    expect(first.path).not.toBe(second.path);
  });

  test('deletes folders that are write-protected', async () => {
    const { trash, place, bin } = await makeRoot();
    await writeFiles(join(place, 'cache/deep'), { 'b.txt': 'b' });
    await chmod(join(place, 'cache/deep'), 0o555);
    await chmod(join(place, 'cache'), 0o555);
    (await trash.take(place)).deleteInBackground();
    await expect.poll(() => readdir(bin), gone).toEqual([]);
  });

  test('refuses a folder that is not there', async () => {
    const { trash, place } = await makeRoot();
    await expect(trash.take(`${place}-gone`)).rejects.toMatchObject({ code: 'GIT_FAILED' });
  });

  test('is swept once per process: of what others left, not of what may still be brought back', async () => {
    const { trash, place, bin, root } = await makeRoot();
    await writeFiles(join(bin, 'left'), { 'x.txt': 'x' });
    const taken = await trash.take(place);
    await expect.poll(() => readdir(bin), gone).toHaveLength(1);
    await createTrash(root, createRecordingLogger()).sweep();
    await taken.bringBack();
    await writeFiles(join(bin, 'later'), { 'x.txt': 'x' });
    await trash.sweep();
    expect(await readdir(bin)).toEqual(['later']);
  });
});
