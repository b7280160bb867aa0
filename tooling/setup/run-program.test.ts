import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { runCaptured, runInherited } from './run-program.mjs';

const options = { root: tmpdir(), environment: process.env };

test('collects both streams, line by line', async () => {
  const lines: string[] = [];
  const result = await runCaptured('sh', ['-c', 'echo one; echo two >&2; exit 3'], { ...options, onLine: (line) => lines.push(line) });
  expect(result.exitCode).toBe(3);
  expect(lines.toSorted()).toEqual(['one', 'two']);
});

test('a program that is not there answers like a shell does', async () => {
  expect(await runCaptured('no-such-program-here', [], options)).toMatchObject({ exitCode: 127 });
});

test('a program that takes too long is ended', async () => {
  const result = await runCaptured('sh', ['-c', 'exec sleep 30'], { ...options, timeoutMs: 100 });
  expect(result.exitCode).not.toBe(0);
});

test('a missing program does not keep this process waiting for its timeout', async () => {
  const script = `
    import { runCaptured } from ${JSON.stringify(new URL('run-program.mjs', import.meta.url).href)};
    await runCaptured('no-such-program-here', [], { root: '/', environment: {}, timeoutMs: 60_000 });`;
  const node = await runCaptured(process.execPath, ['--input-type=module', '-e', script], { ...options, timeoutMs: 9_000 });
  expect(node).toEqual({ exitCode: 0, output: '' });
});

test('in the foreground, the exit code comes back', async () => {
  expect(await runInherited('sh', ['-c', 'exit 5'], options)).toBe(5);
});
