/** The whole way from a bare tree to an installed one, with a pnpm and an npm that do what the test says. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ensureDependencies, fingerprint } from './dependencies.mjs';
import { SetupError } from './setup-error.mjs';
import { createSteps } from './steps.mjs';

/** Leaves behind what the check for an installation looks at. */
const INSTALLS = `
if [ "$1" = --version ]; then echo 12.21.0; exit 0; fi
echo "$@" >> "$ROOT/calls"
mkdir -p "$ROOT/node_modules/.bin" "$ROOT/packages/a/node_modules"
echo 'Progress: resolved 30, reused 20, downloaded 10, added 30, done'
printf '#!/bin/sh\\necho v24.21.0\\n' > "$ROOT/node_modules/.bin/node"
touch "$ROOT/node_modules/.bin/turbo"
chmod +x "$ROOT/node_modules/.bin/node"
`;

let root: string;
let environment: NodeJS.ProcessEnv;
let output: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ao-setup-'));
  output = '';
  environment = { PATH: join(root, 'path'), ROOT: root };
  write('package.json', JSON.stringify({ packageManager: 'pnpm@12.21.0' }));
  write('pnpm-lock.yaml', 'one');
  write('packages/a/package.json', JSON.stringify({ dependencies: { zod: 'catalog:' } }));
  for (const name of ['sh', 'mkdir', 'chmod', 'touch', 'printf']) link(name);
  program('git', 'echo git version 2.39.5');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

function program(name: string, body: string, folder = 'path') {
  write(`${folder}/${name}`, `#!/bin/sh\n${body}\n`);
  chmodSync(join(root, folder, name), 0o755);
}

function link(name: string) {
  mkdirSync(join(root, 'path'), { recursive: true });
  const folder = ['/bin', '/usr/bin'].find((each) => existsSync(join(each, name)));
  if (folder !== undefined) symlinkSync(join(folder, name), join(root, 'path', name));
}

const calls = () => (existsSync(join(root, 'calls')) ? readFileSync(join(root, 'calls'), 'utf8').trim().split('\n') : []);

function ensure() {
  output = '';
  const stream = { write: (text: string) => void (output += text) };
  return ensureDependencies({ root, environment, steps: createSteps({ title: 'setup', stream, environment }) });
}

test('installs from the lockfile, and says what it does', async () => {
  program('pnpm', INSTALLS);
  const workspace = await ensure();
  expect(calls()).toEqual(['install --frozen-lockfile --reporter=append-only']);
  expect(output).toMatch(/tools +git 2\.39\.5, Node \d+/);
  expect(output).toMatch(/package manager +pnpm 12\.21\.0 from the PATH/);
  expect(output).toMatch(/dependencies +30 packages, 10 downloaded/);
  expect(workspace.nodeVersion).toBe('24.21.0');
  expect(workspace.environment['PATH']?.startsWith(join(root, 'node_modules', '.bin'))).toBe(true);
});

describe('the second time', () => {
  beforeEach(async () => {
    program('pnpm', INSTALLS);
    await ensure();
  });

  test('does nothing, says nothing, and needs no package manager on the PATH', async () => {
    await ensure();
    expect(calls()).toHaveLength(1);
    expect(output).toBe('');
  });

  test.each([
    ['the lockfile changed', () => write('pnpm-lock.yaml', 'two')],
    ['a manifest changed', () => write('packages/a/package.json', '{}')],
    ['a package came', () => write('packages/b/package.json', '{}')],
    ['node_modules is gone', () => rmSync(join(root, 'node_modules'), { recursive: true })],
    ['the links of one package are gone', () => rmSync(join(root, 'packages/a/node_modules'), { recursive: true })],
    ['the stamp was cut short', () => write('node_modules/.ao-setup.json', '{"finger')],
  ])('installs again when %s', async (_what, change) => {
    change();
    await ensure();
    expect(calls()).toHaveLength(2);
  });
});

describe('pnpm', () => {
  test.each([
    ['is missing', undefined],
    ['has another major version', 'echo 10.4.1'],
    ['is a broken shim', 'echo corepack failed; exit 1'],
  ])('is fetched through npm when the one on the PATH %s', async (_what, body) => {
    if (body !== undefined) program('pnpm', body);
    program('pnpm', INSTALLS, 'fetched');
    program('npm', `echo "$@" > "$ROOT/npm-call"; echo "$ROOT/fetched/pnpm"`);
    await ensure();
    expect(readFileSync(join(root, 'npm-call'), 'utf8')).toContain('exec --yes --package=pnpm@12.21.0');
    expect(output).toMatch(/pnpm 12\.21\.0 through npm/);
  });

  test('that cannot be fetched is explained', async () => {
    program('npm', 'echo ENOTFOUND the registry; exit 1');
    await expect(ensure()).rejects.toThrow(/ENOTFOUND the registry[^]*Check the network/);
  });
});

describe('what a person can mend is said in words', () => {
  test('git is missing', async () => {
    rmSync(join(root, 'path', 'git'));
    await expect(ensure()).rejects.toThrow(SetupError);
    await expect(ensure()).rejects.toThrow('install git');
  });

  test('pnpm fails', async () => {
    program('pnpm', 'if [ "$1" = --version ]; then echo 12.0.0; exit 0; fi; echo ERR_PNPM_OUTDATED_LOCKFILE; exit 1');
    await expect(ensure()).rejects.toThrow(/ERR_PNPM_OUTDATED_LOCKFILE[^]*could not install/);
  });

  test('the pinned Node does not start here', async () => {
    program('pnpm', INSTALLS.replace('echo v24.21.0', 'exit 127'));
    await expect(ensure()).rejects.toThrow('does not start here');
  });
});

test('without a pinned Node for the platform, the running one is used', async () => {
  program('pnpm', INSTALLS.replaceAll('/.bin/node"', '/.bin/other"'));
  expect((await ensure()).nodeVersion).toBe(process.versions.node);
});

test('the fingerprint does not depend on anything but what is installed', () => {
  const before = fingerprint(root);
  write('packages/a/src/index.ts', 'export {};');
  expect(fingerprint(root)).toBe(before);
});
