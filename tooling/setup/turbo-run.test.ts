/** Runs the real turbo over a workspace of three packages. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSteps } from './steps.mjs';
import { runTurbo } from './turbo-run.mjs';
import { workspaceRoot } from './workspace.mjs';

let root: string;
let output: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ao-turbo-'));
  output = '';
  write('package.json', JSON.stringify({ name: 'fixture', private: true, packageManager: 'pnpm@12.21.0' }));
  write('pnpm-workspace.yaml', 'packages: [packages/*]\npmOnFail: ignore\nverifyDepsBeforeRun: false\n');
  write('pnpm-lock.yaml', "lockfileVersion: '9.0'\n");
  write('.gitignore', '.turbo\nnode_modules\n');
  write('turbo.json', JSON.stringify({ tasks: { test: { dependsOn: ['^test'] } } }));
  add('good', 'echo fine', {});
  symlinkSync(join(workspaceRoot(), 'node_modules'), join(root, 'node_modules'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

function add(name: string, script: string, dependencies: Readonly<Record<string, string>>) {
  write(`packages/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', scripts: { test: script }, dependencies }));
}

function run() {
  const environment = { ...process.env, TURBO_TELEMETRY_DISABLED: '1' };
  const stream = { write: (text: string) => void (output += text) };
  const workspace = {
    root,
    environment,
    packageManager: 'pnpm',
    nodeVersion: '24.0.0',
    bin: (name: string) => join(workspaceRoot(), 'node_modules', '.bin', name),
    folders: () => [],
    manifest: () => ({ name: 'fixture' }),
  };
  return runTurbo({ steps: createSteps({ title: 'test', stream, environment }), workspace, label: 'tests', tasks: ['test'] });
}

test('tells how many tasks ran, and how many of them were cached', async () => {
  expect(await run()).toMatchObject({ failed: [], notRun: [], total: 1, cached: 0 });
  expect(await run()).toMatchObject({ failed: [], notRun: [], total: 1, cached: 1 });
  expect(output).toMatch(/tests +1 tasks, 1 cached/);
  expect(output).not.toContain('fine');
});

test('shows the log of what failed, and names what therefore did not run', async () => {
  add('bad', 'echo the reason; exit 3', {});
  add('dependent', 'echo never', { bad: 'workspace:*' });
  expect(await run()).toMatchObject({ failed: ['bad#test'], notRun: ['dependent#test'] });
  expect(output).toMatch(/--- bad#test failed\n[^]*the reason/);
  expect(output).not.toContain('fine');
});
