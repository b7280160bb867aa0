import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findProgram } from './find-program.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ao-find-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function program(path: string, mode = 0o755): string {
  const absolute = join(home, path);
  mkdirSync(dirname(absolute), { recursive: true });
  writeFileSync(absolute, '#!/bin/sh\n');
  chmodSync(absolute, mode);
  return absolute;
}

const find = (name: string, options: Partial<Parameters<typeof findProgram>[1]> = {}) =>
  findProgram(name, { env: { HOME: home, PATH: `${home}/one:${home}/two` }, ...options });

test('the first on PATH wins, before every other place', async () => {
  program('.local/bin/tool');
  const second = program('two/tool');
  expect(await find('tool')).toBe(second);
  expect(await find('tool')).toBe(second);
  expect(await find('tool', { env: { HOME: home } })).toBe(join(home, '.local/bin/tool'));
});

test.each(['.volta/bin', '.bun/bin', '.local/share/mise/shims', '.asdf/shims', '.npm-global/bin', '.nvm/versions/node/v24.1.0/bin'])(
  'found in ~/%s though PATH does not name it',
  async (folder) => {
    const path = program(`${folder}/ao-some-tool`);
    expect(await find('ao-some-tool')).toBe(path);
  },
);

test('of several versions of Node the newest comes first', async () => {
  program('.nvm/versions/node/v9.0.0/bin/ao-some-tool');
  const newest = program('.nvm/versions/node/v24.10.0/bin/ao-some-tool');
  program('.nvm/versions/node/v24.9.0/bin/ao-some-tool');
  expect(await find('ao-some-tool')).toBe(newest);
});

test('folders of its own come before the well-known ones', async () => {
  program('.local/bin/tool');
  const own = program('.tool/local/tool');
  expect(await find('tool', { extraDirectories: ['~/.tool/local'] })).toBe(own);
});

test('a file that may not be executed is passed over, and named when there is no other', async () => {
  const blocked = program('one/tool', 0o644);
  await expect(find('tool')).rejects.toMatchObject({ code: 'AGENT_NOT_EXECUTABLE', details: { path: blocked } });
  const other = program('two/tool');
  expect(await find('tool')).toBe(other);
});

test('what is not there is said so, with the hint', async () => {
  mkdirSync(join(home, 'one', 'tool'), { recursive: true });
  mkdirSync(join(home, 'two'));
  symlinkSync('/nonexistent', join(home, 'two', 'tool'));
  await expect(find('tool', { displayName: 'The Tool', installHint: 'Install it with `npm i -g tool`.' })).rejects.toThrow(
    expect.objectContaining({
      code: 'AGENT_NOT_INSTALLED',
      message: 'The Tool is not installed: no program "tool" on PATH or in the usual places. Install it with `npm i -g tool`.',
    }),
  );
});

test('absolute paths and paths relative to a given folder are taken as they are; others with a slash are not', async () => {
  const path = program('work/run.sh');
  expect(await find(path)).toBe(path);
  expect(await find('./run.sh', { directory: join(home, 'work') })).toBe(path);
  await expect(find('./run.sh')).rejects.toMatchObject({ code: 'AGENT_NOT_INSTALLED' });
  await expect(find('')).rejects.toMatchObject({ code: 'AGENT_NOT_INSTALLED' });
});

test('a relative entry of PATH never names a program', async () => {
  await expect(find('run.sh', { env: { HOME: home, PATH: '.::bin' } })).rejects.toMatchObject({ code: 'AGENT_NOT_INSTALLED' });
});
