import { existsSync, lstatSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { linkCommand } from './command-link.mjs';
import { workspaceRoot } from './workspace.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ao-link-'));
  mkdirSync(join(root, 'node_modules', '.bin'), { recursive: true });
  mkdirSync(join(root, 'tooling', 'setup'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const link = () => join(root, 'node_modules', '.bin', 'ao');

test('the command is linked, also where something else was, and stays as it is the second time', () => {
  writeFileSync(join(root, 'tooling', 'setup', 'ao'), '');
  writeFileSync(link(), 'something else');
  linkCommand(root);
  expect(readlinkSync(link())).toBe('../../tooling/setup/ao');
  const { ctimeMs } = lstatSync(link());
  linkCommand(root);
  expect(lstatSync(link()).ctimeMs).toBe(ctimeMs);
});

test('a tree without the command gets no link', () => {
  linkCommand(root);
  expect(existsSync(link())).toBe(false);
});

test('the command finds its tree through links, and says what to do before it is built', () => {
  const command = join(workspaceRoot(), 'tooling', 'setup', 'ao');
  execFileSync('cp', [command, join(root, 'tooling', 'setup', 'ao')]);
  linkCommand(root);
  symlinkSync(link(), join(root, 'mine'));
  expect(() => execFileSync(join(root, 'mine'), ['ls'], { cwd: '/', stdio: 'pipe' })).toThrow(
    /not built yet: run `npm run setup` in \/.*ao-link-/,
  );
  mkdirSync(join(root, 'apps', 'cli', 'dist'), { recursive: true });
  mkdirSync(join(root, 'apps', 'cli', 'bin'));
  writeFileSync(join(root, 'apps', 'cli', 'dist', 'ao.js'), '');
  writeFileSync(join(root, 'apps', 'cli', 'bin', 'ao.js'), 'console.log(JSON.stringify(process.argv.slice(2)))');
  const said = execFileSync(join(root, 'mine'), ['send', 'shop-1', 'two  words'], { cwd: '/', encoding: 'utf8' });
  expect(JSON.parse(said)).toEqual(['send', 'shop-1', 'two  words']);
});
