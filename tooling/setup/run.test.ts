import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const RUN = fileURLToPath(new URL('run.mjs', import.meta.url));

function node(...argv: readonly string[]) {
  return new Promise<{ exitCode: number; output: string }>((resolve) => {
    execFile(process.execPath, argv, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), output: `${stdout}${stderr}` });
    });
  });
}

test('an old Node is told what is needed', async () => {
  const pretend = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.0' } })";
  const { exitCode, output } = await node('--import', `data:text/javascript,${encodeURIComponent(pretend)}`, RUN, 'setup');
  expect(output).toContain('needs Node 20 or newer');
  expect(output).toContain('this is Node 18.20.0');
  expect(exitCode).toBe(1);
});

test('an unknown task is answered with those there are', async () => {
  const { exitCode, output } = await node(RUN, 'tset');
  expect(output).toMatch(/no task "tset"\. Tasks: setup, test, /);
  expect(exitCode).toBe(2);
});
