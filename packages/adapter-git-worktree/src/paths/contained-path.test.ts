import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { requireContainedPath } from './contained-path.ts';

describe('a path inside the root', () => {
  test('is answered as its real path, also when root and path do not exist yet', async () => {
    const folder = await makeFolder();
    const root = join(folder, 'root');
    expect(await requireContainedPath(root, join(root, 'shop/shop-1'))).toBe(join(root, 'shop/shop-1'));
    await mkdir(join(root, 'shop'), { recursive: true });
    expect(await requireContainedPath(root, join(root, 'shop/../shop/-x y/'))).toBe(join(root, 'shop/-x y'));
  });

  test('may be given through a link to the root, and the other way round', async () => {
    const folder = await makeFolder();
    await mkdir(join(folder, 'real'));
    await symlink(join(folder, 'real'), join(folder, 'link'));
    expect(await requireContainedPath(join(folder, 'link'), join(folder, 'link/a'))).toBe(join(folder, 'real/a'));
    expect(await requireContainedPath(join(folder, 'link'), join(folder, 'real/a'))).toBe(join(folder, 'real/a'));
  });
});

describe('a path outside the root is refused', () => {
  test.each([
    '',
    '.',
    '/',
    '/etc',
    'relative',
    '{root}',
    '{root}/',
    '{root}/..',
    '{root}/../x',
    '{root}x',
    '{root}/a/../../x',
    '{root}/.trash/x',
  ])('%s', async (path) => {
    const root = join(await makeFolder(), 'root');
    await expect(requireContainedPath(root, path.replace('{root}', root))).rejects.toMatchObject({ code: 'WORKTREE_OUTSIDE_ROOT' });
  });

  test('also through a symbolic link below the root, wherever it leads', async () => {
    const folder = await makeFolder();
    const root = join(folder, 'root');
    await mkdir(join(root, 'shop'), { recursive: true });
    await symlink('/', join(root, 'out'));
    await symlink(join(root, 'shop'), join(root, 'inside'));
    for (const path of ['out', 'out/tmp', 'inside/shop-1']) {
      await expect(requireContainedPath(root, join(root, path))).rejects.toMatchObject({ code: 'WORKTREE_OUTSIDE_ROOT' });
    }
  });
});
