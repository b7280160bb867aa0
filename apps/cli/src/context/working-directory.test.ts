import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { workingDirectory } from './working-directory.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ao-cwd-')));
mkdirSync(join(folder, 'shop'));
mkdirSync(join(folder, 'blog'));
symlinkSync(join(folder, 'shop'), join(folder, 'link'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['a script that calls ao in another folder hands on its own PWD: the agent is not started in the wrong repository', 'blog', 'shop'],
  ['links stay as the person typed them', 'link', 'link'],
  ['a PWD that is gone does not count', 'gone', 'shop'],
])('%s', (_, named, expected) => {
  expect(workingDirectory({ PWD: join(folder, named) }, join(folder, 'shop'))).toBe(join(folder, expected));
});

test.each([undefined, '', '.'])('PWD %j does not count', (named) => {
  expect(workingDirectory({ PWD: named }, join(folder, 'shop'))).toBe(join(folder, 'shop'));
});
