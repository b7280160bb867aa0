/** Runs the entry point itself in a small tree of its own, with the real turbo and pnpm. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fingerprint } from './dependencies.mjs';
import { workspaceRoot } from './workspace.mjs';

const REAL_ROOT = workspaceRoot();
const LEAVES_RESULTS = `mkdir -p .test-results && echo '{"suite":"@ao/e2e","task":"test:agents","passed":4,"failed":0,"skipped":0,"skippedTests":[]}' > .test-results/test-agents.json`;

let root: string;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'ao-tasks-'));
  write('package.json', JSON.stringify({ name: 'fixture', private: true, packageManager: 'pnpm@12.21.0' }));
  write('pnpm-workspace.yaml', 'packages: [tooling/*]\npmOnFail: ignore\nverifyDepsBeforeRun: false\n');
  write('pnpm-lock.yaml', "lockfileVersion: '9.0'\n");
  write('turbo.json', JSON.stringify({ tasks: { build: {} } }));
  write('.gitignore', 'node_modules\n.turbo\n');
  add('bench', { build: 'echo built', bench: 'echo bench got' });
  add('e2e', { 'test:agents': LEAVES_RESULTS });
  for (const name of readdirSync(join(REAL_ROOT, 'tooling', 'setup')).filter((each) => each.endsWith('.mjs'))) {
    cpSync(join(REAL_ROOT, 'tooling', 'setup', name), join(root, 'tooling', 'setup', name));
  }
  mkdirSync(join(root, 'node_modules', '.bin'), { recursive: true });
  symlinkSync(join(REAL_ROOT, 'node_modules', '.bin', 'turbo'), join(root, 'node_modules', '.bin', 'turbo'));
  symlinkSync(process.execPath, join(root, 'node_modules', '.bin', 'node'));
  await stampInstallation();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

function add(name: string, scripts: Readonly<Record<string, string>>) {
  write(`tooling/${name}/package.json`, JSON.stringify({ name: `@ao/${name}`, version: '0.0.0', scripts }));
}

/** Says that what the manifests name is installed. */
async function stampInstallation() {
  const { output } = await execute('sh', ['-c', 'command -v pnpm']);
  write('node_modules/.ao-setup.json', JSON.stringify({ fingerprint: fingerprint(root), packageManager: output.trim() }));
}

function execute(file: string, argv: readonly string[]) {
  return new Promise<{ exitCode: number; output: string }>((resolve) => {
    execFile(file, argv, { cwd: root, env: { ...process.env, CI: '', AO_FORBID_SKIPS: '' } }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), output: `${stdout}${stderr}` });
    });
  });
}

const runTask = (...argv: readonly string[]) => execute(process.execPath, [join(root, 'tooling', 'setup', 'run.mjs'), ...argv]);

test('a task builds first, then runs its script with the arguments', async () => {
  const { exitCode, output } = await runTask('bench', '--smoke');
  expect(output).toMatch(/build +1 tasks, 0 cached[^]*bench got --smoke/);
  expect(exitCode).toBe(0);
});

test('the exit code of a script comes back', async () => {
  add('bench', { bench: 'exit 7' });
  await stampInstallation();
  expect((await runTask('bench')).exitCode).not.toBe(0);
});

describe('tests of agents', () => {
  test('run in every package that has them, and end with the closing line', async () => {
    add('other', { 'test:agents': LEAVES_RESULTS });
    await stampInstallation();
    const { exitCode, output } = await runTask('test:agents');
    expect(output.trimEnd().split('\n').at(-1)).toBe('8 passed, 0 failed, 0 skipped');
    expect(exitCode).toBe(0);
  });

  test('all run when one of them fails', async () => {
    add('bench', { 'test:agents': 'exit 1' });
    await stampInstallation();
    const { exitCode, output } = await runTask('test:agents');
    expect(output).toContain('FAILED:\n  tasks  @ao/bench#test:agents\n');
    expect(output.trimEnd().split('\n').at(-1)).toBe('4 passed, 1 failed, 0 skipped');
    expect(exitCode).toBe(1);
  });

  test('are missed aloud when no package has any', async () => {
    add('e2e', {});
    await stampInstallation();
    const { exitCode, output } = await runTask('test:agents');
    expect(output).toContain('No package has a script "test:agents"');
    expect(exitCode).toBe(1);
  });
});

test('a missing script is an error, not a silent success', async () => {
  const { exitCode, output } = await runTask('demo');
  expect(output).toContain('tooling/e2e/package.json has no script "demo"');
  expect(exitCode).toBe(1);
});

test('a build that fails is shown, and stops the task', async () => {
  add('bench', { build: 'echo the reason; exit 1', bench: 'echo never' });
  await stampInstallation();
  const { exitCode, output } = await runTask('bench');
  expect(output).toContain('the reason');
  expect(output).not.toContain('never');
  expect(exitCode).toBe(1);
});

test('the closing line over several runs is red when one of them was', async () => {
  await runTask('test:agents');
  expect(await runTask('closing-line')).toEqual({ exitCode: 0, output: '\nCI passed\n4 passed, 0 failed, 0 skipped\n' });
  const red = await runTask('closing-line', 'npm run bench');
  expect(red).toEqual({ exitCode: 1, output: '\nCI FAILED: npm run bench\n4 passed, 1 failed, 0 skipped\n' });
});
