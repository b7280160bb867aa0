import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findLastingPath, riskOf } from './lasting-path.ts';

test.each([
  ['/usr/bin/node', null],
  ['/opt/homebrew/bin/node', null],
  ['/opt/homebrew/Cellar/node/24.21.0/bin/node', 'versioned'],
  ['/home/ada/.nvm/versions/node/v24.21.0/bin/node', 'versioned'],
  ['/home/ada/.nvm/versions/node/v24.21.0/lib/node_modules/@ao/cli/bin/ao.js', 'versioned'],
  ['/usr/local/node-v24.21.0-linux-x64/bin/node', 'versioned'],
  ['/home/ada/.local/share/pnpm/global/5/.pnpm/@ao+cli@1.2.0/node_modules/@ao/cli/bin/ao.js', 'versioned'],
  ['/home/ada/.local/share/mise/installs/node/24/bin/node', null],
  ['/home/ada/.local/share/fnm/aliases/default/bin/node', null],
  ['/run/user/1000/fnm_multishells/77_1/bin/node', 'temporary'],
  ['/home/ada/.local/state/fnm_multishells/77_1/bin/node', 'temporary'],
  ['/home/ada/.npm/_npx/0a1b/node_modules/@ao/cli/bin/ao.js', 'temporary'],
  ['/tmp/x/node', 'temporary'],
  ['/home/ada/src/ao/apps/cli/bin/ao.js', null],
  ['/home/ada/python3.11/bin/node', null],
])('%s: %s', (path, risk) => {
  expect(riskOf(path)).toBe(risk);
});

let folder = '';
beforeEach(() => {
  // Not in the folder for temporary files, which is a finding by itself.
  folder = mkdtempSync(join(homedir(), '.ao-lasting-'));
  for (const each of ['v24.21.0/bin', 'v22.18.0/bin', 'bin', 'other']) mkdirSync(join(folder, each), { recursive: true });
  for (const version of ['v24.21.0', 'v22.18.0']) writeFileSync(join(folder, version, 'bin/node'), version);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const search = (...folders: readonly string[]) => ({ name: 'node', path: folders.map((each) => join(folder, each)).join(':') });

test('the link a package manager keeps is taken in place of the version behind it', async () => {
  symlinkSync(join(folder, 'v24.21.0/bin/node'), join(folder, 'bin/node'));
  const found = await findLastingPath(join(folder, 'v24.21.0/bin/node'), search('v24.21.0/bin', 'other', 'bin'));
  expect(found).toEqual({ path: join(folder, 'bin/node'), risk: null });
});

test('a link to another version is another program', async () => {
  symlinkSync(join(folder, 'v22.18.0/bin/node'), join(folder, 'bin/node'));
  const current = join(folder, 'v24.21.0/bin/node');
  expect(await findLastingPath(current, search('v24.21.0/bin', 'bin'))).toEqual({ path: current, risk: 'versioned' });
});

test('a path nothing speaks against is left as it is', async () => {
  writeFileSync(join(folder, 'other/node'), '');
  symlinkSync(join(folder, 'other/node'), join(folder, 'bin/node'));
  expect(await findLastingPath(join(folder, 'other/node'), search('bin'))).toEqual({ path: join(folder, 'other/node'), risk: null });
});
