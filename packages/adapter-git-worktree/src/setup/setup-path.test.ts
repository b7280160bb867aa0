import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../__fixtures__/temporary-folder.ts';
import { findLinkOnTheWay, readSetupPath } from './setup-path.ts';

test.each([
  ['.env', '.env'],
  ['a/b/', 'a/b'],
  ['./a//b', 'a/b'],
  ['a/../b', 'b'],
  ['..a', '..a'],
  ['a b/é', 'a b/é'],
])('%j is read as %j', (written, relative) => {
  expect(readSetupPath(written)).toEqual({ relative });
});

test.each(['', ' ', '.', './', '/', '/a', '..', '../a', 'a/../..', 'a/../../b', '.git', '.git/config', 'sub/.git/x', 'a\0b'])(
  '%j is refused',
  (written) => {
    expect(readSetupPath(written)).toEqual({ refused: expect.any(String) as string });
  },
);

test('a link on the way to a file is found, the file itself may be one', async () => {
  const top = await makeFolder();
  await mkdir(join(top, 'a/b'), { recursive: true });
  await symlink('b', join(top, 'a/link'));
  expect(await findLinkOnTheWay(top, 'a/link/x/y')).toBe('a/link');
  expect(await findLinkOnTheWay(top, 'a/link')).toBeNull();
  expect(await findLinkOnTheWay(top, 'a/b/new/file')).toBeNull();
});
