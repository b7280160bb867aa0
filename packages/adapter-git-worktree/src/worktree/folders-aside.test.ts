import { access, mkdir, readdir, readFile, rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { createRecordingLogger } from '@ao/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeFiles } from '../__fixtures__/sample-repository.ts';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { createFoldersAside } from './folders-aside.ts';

async function makeRoot() {
  const root = join(await makeFolder(), 'root');
  await writeFiles(join(root, 'shop/shop-1'), { 'a.txt': 'a' });
  const logger = createRecordingLogger();
  return { root, place: join(root, 'shop/shop-1'), bin: join(root, '.trash'), logger, aside: createFoldersAside(root, logger) };
}

/** What a process that died after moving a folder aside has left: as this one names it, and not known to it. */
async function leaveAside({ aside, place, bin }: Awaited<ReturnType<typeof makeRoot>>): Promise<string> {
  const { path, bringBack } = await aside.take(place);
  const left = path.replace(/\.aside-./u, '.aside-g');
  await bringBack();
  await mkdir(bin, { recursive: true });
  await rename(place, left);
  return left;
}

describe('folders aside', () => {
  test('go back to their place, whatever it is called', async () => {
    const name = fc.stringMatching(/^[\p{L}%2F _-][\p{L}\p{N}%2F ._-]{0,30}$/u).filter((text) => !text.startsWith('.'));
    await fc.assert(
      fc.asyncProperty(name, name, async (project, session) => {
        const root = await makeRoot();
        const place = join(root.root, project, session);
        await writeFiles(place, { 'b.txt': 'b' });
        await leaveAside({ ...root, place });
        await createFoldersAside(root.root, root.logger).bringBackLeft();
        expect(await readFile(join(place, 'b.txt'), 'utf8')).toBe('b');
        expect(await readdir(root.bin)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('of this process stay where they are', async () => {
    const { aside, place, root, logger } = await makeRoot();
    const { path } = await aside.take(place);
    await createFoldersAside(root, logger).bringBackLeft();
    await access(join(path, 'a.txt'));
  });

  test('go back although the folder above their place is gone', async () => {
    const root = await makeRoot();
    await leaveAside(root);
    await rename(join(root.root, 'shop'), join(root.root, 'moved'));
    await createFoldersAside(root.root, root.logger).bringBackLeft();
    await access(join(root.place, 'a.txt'));
  });

  test('never go back through a link that leads elsewhere', async () => {
    const root = await makeRoot();
    const left = await leaveAside(root);
    await rename(join(root.root, 'shop'), join(root.root, 'moved'));
    const elsewhere = await makeFolder();
    await symlink(elsewhere, join(root.root, 'shop'));
    await createFoldersAside(root.root, root.logger).bringBackLeft();
    expect(await readdir(elsewhere)).toEqual([]);
    await access(join(left, 'a.txt'));
  });

  test('of which there are none make no folder', async () => {
    const root = join(await makeFolder(), 'none');
    await createFoldersAside(root, createRecordingLogger()).bringBackLeft();
    await expect(access(root)).rejects.toThrow('ENOENT');
  });
});
