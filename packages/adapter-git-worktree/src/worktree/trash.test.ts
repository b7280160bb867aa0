import { access, chmod, mkdir, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '@ao/ports';
import { createFakeClock, createRecordingLogger } from '@ao/testing';
import { describe, expect, test } from 'vitest';
import { writeFiles } from '../__fixtures__/sample-repository.ts';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { createLaterAttempts } from './later-attempts.ts';
import { createTrash } from './trash.ts';

function makeTrash(root: string, clock: Clock = createFakeClock()) {
  const logger = createRecordingLogger();
  return createTrash(root, logger, createLaterAttempts(clock, logger));
}

async function makeRoot() {
  const root = join(await makeFolder(), 'root');
  await writeFiles(join(root, 'shop/-x y'), { 'a.txt': 'a' });
  return { root, place: join(root, 'shop/-x y'), bin: join(root, '.trash'), trash: makeTrash(root) };
}

const gone = { timeout: 5_000 };

describe('the trash', () => {
  test('takes a folder out of the way at once, and deletes it in the background', async () => {
    const { trash, place, bin } = await makeRoot();
    const taken = await trash.take(place);
    await expect(access(place)).rejects.toThrow('ENOENT');
    expect(await readFile(join(taken.path, 'a.txt'), 'utf8')).toBe('a');
    await taken.giveUp();
    await taken.clearAway({ adminDirectory: join(bin, '../none/worktrees/x'), commonDirectory: join(bin, '../none') });
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
    await trash.drop(place);
    await expect.poll(() => readdir(bin), gone).toEqual([]);
  });

  test('refuses a folder that is not there', async () => {
    const { trash, place } = await makeRoot();
    await expect(trash.take(`${place}-gone`)).rejects.toMatchObject({ code: 'GIT_FAILED' });
    await expect(trash.drop(`${place}-gone`)).rejects.toMatchObject({ code: 'GIT_FAILED' });
    expect(trash.find(`${place}-gone`)).toBeNull();
  });

  test('is swept once per process: of what others left, not of what may still be brought back', async () => {
    const { trash, place, bin, root } = await makeRoot();
    await writeFiles(join(bin, 'left'), { 'x.txt': 'x' });
    const taken = await trash.take(place);
    await expect.poll(() => readdir(bin), gone).toHaveLength(1);
    await makeTrash(root).sweep();
    await access(taken.path);
    await taken.bringBack();
    await writeFiles(join(bin, 'later'), { 'x.txt': 'x' });
    await trash.sweep();
    expect(await readdir(bin)).toEqual(['later']);
  });

  test('a folder on its way is found where it is, and in its place again when it is back or nowhere when it is given up', async () => {
    const { trash, place } = await makeRoot();
    const first = await trash.take(place);
    expect(trash.find(place)).toBe(first.path);
    await first.bringBack();
    expect(trash.find(place)).toBeNull();
    const second = await trash.take(place);
    await second.giveUp();
    expect(trash.find(place)).toBeNull();
  });

  // Elsewhere there is no second file system at hand.
  test.runIf(process.platform === 'linux')('a trash on another disk moves nothing, and says so', async () => {
    const { trash, place, bin } = await makeRoot();
    await symlink(await makeFolder('/dev/shm'), bin);
    await expect(trash.take(place)).rejects.toMatchObject({ code: 'GIT_FAILED', message: expect.stringContaining('Nothing was removed') });
    expect(await readFile(join(place, 'a.txt'), 'utf8')).toBe('a');
  });

  test('a trash that could not be read at first is swept by the next call', async () => {
    const { root, bin } = await makeRoot();
    await writeFiles(join(bin, 'left'), { 'x.txt': 'x' });
    const blocked = join(root, 'shop/file/root');
    await writeFiles(join(root, 'shop'), { file: 'in the way' });
    const trash = makeTrash(blocked);
    await expect(trash.sweep()).rejects.toThrow('ENOTDIR');
    await rm(join(root, 'shop/file'));
    await writeFiles(join(blocked, '.trash/left'), { 'x.txt': 'x' });
    await trash.sweep();
    await expect.poll(() => readdir(join(blocked, '.trash')), gone).toEqual([]);
  });
});
