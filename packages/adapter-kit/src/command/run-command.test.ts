import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasLivingMember, signalProcessGroup } from './process-group.ts';
import { runCommand } from './run-command.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ao-run-command-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A program that is the leader of a group with two more members, all of which ignore SIGTERM when told to. */
function groupScript(onTerm: 'ends' | 'stays'): string {
  const trap = onTerm === 'stays' ? 'trap "" TERM HUP; ' : '';
  return `${trap}sh -c '${onTerm === 'stays' ? 'trap "" TERM HUP; ' : ''}while :; do sleep 0.05; done' & echo ready; while :; do sleep 0.05; done`;
}

async function waitUntil(condition: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(condition, { timeout: 5_000, interval: 10 }).toBe(true);
}

describe('a program that ends by itself', () => {
  test('gives its exit code and its two outputs apart', async () => {
    const result = await runCommand({ argv: ['sh', '-c', 'echo out; echo err >&2; exit 3'] });
    expect(result).toMatchObject({ outcome: 'exited', exitCode: 3, signal: null, stdout: 'out\n', stderr: 'err\n', startFailure: null });
    expect(result.durationMs).toBeGreaterThanOrEqual(0);
  });

  test('gets its arguments untouched by any shell', async () => {
    const args = ['a b', '$HOME', '`id`', '"', "'", '*', '', '-x', 'é\n'];
    const result = await runCommand({ argv: ['printf', '%s|', ...args] });
    expect(result.stdout).toBe(`${args.join('|')}|`);
  });

  test('reads its input, and end of file when there is none', async () => {
    expect((await runCommand({ argv: ['cat'], input: 'héllo' })).stdout).toBe('héllo');
    expect((await runCommand({ argv: ['cat'], input: new Uint8Array([0, 255, 10]) })).stdoutBytes).toEqual(Buffer.from([0, 255, 10]));
    expect(await runCommand({ argv: ['cat'] })).toMatchObject({ exitCode: 0, stdout: '' });
  });

  test('is talked with while its input stays open', async () => {
    const answered = Promise.withResolvers<void>();
    const result = await runCommand({
      argv: ['sh', '-c', 'read line; sleep 0.1; echo "got $line"; cat; echo end'],
      input: 'hello\n',
      inputEnds: answered.promise,
      onOutput: (chunk) => chunk.includes('got') && answered.resolve(),
    });
    expect(result.stdout).toBe('got hello\nend\n');
  });

  test('may end without reading a large input', async () => {
    const result = await runCommand({ argv: ['true'], input: Buffer.alloc(4_000_000) });
    expect(result).toMatchObject({ outcome: 'exited', exitCode: 0 });
  });

  test('runs in the folder and with exactly the environment it is given', async () => {
    const env = { PATH: process.env.PATH, ONLY: 'this', LEFT_OUT: undefined };
    const result = await runCommand({ argv: ['sh', '-c', 'pwd; echo "$ONLY-${LEFT_OUT-unset}-${HOME-unset}"'], cwd: folder, env });
    expect(result.stdout).toBe(`${folder}\nthis-unset-unset\n`);
  });

  test('that dies of a foreign signal says so', async () => {
    const result = await runCommand({ argv: ['sh', '-c', 'kill -9 $$'] });
    expect(result).toMatchObject({ outcome: 'signalled', exitCode: null, signal: 'SIGKILL' });
  });

  test('has no terminal to ask on', async () => {
    const result = await runCommand({ argv: ['sh', '-c', '(exec </dev/tty) 2>/dev/null && echo asked || echo silent'] });
    expect(result.stdout).toBe('silent\n');
  });
});

describe('output', () => {
  test('is kept up to the limit and read to its end', async () => {
    let seenBytes = 0;
    const result = await runCommand({
      argv: ['sh', '-c', 'yes | head -c 300000; echo done > finished'],
      cwd: folder,
      maxOutputBytes: 1000,
      onOutput: (chunk) => {
        seenBytes += chunk.length;
      },
    });
    expect(result.stdoutBytes).toHaveLength(1000);
    expect([result.stdoutTruncated, result.stderrTruncated, seenBytes]).toEqual([true, false, 300_000]);
    expect(await readFile(join(folder, 'finished'), 'utf8')).toBe('done\n');
  });

  test('of exactly the limit is not truncated', async () => {
    const result = await runCommand({ argv: ['printf', '12345'], maxOutputBytes: 5 });
    expect([result.stdout, result.stdoutTruncated]).toEqual(['12345', false]);
  });

  test('is handed on while the program runs', async () => {
    const gate = join(folder, 'gate');
    const result = await runCommand({
      argv: ['sh', '-c', `echo first; until [ -e "${gate}" ]; do sleep 0.01; done; echo second`],
      onOutput: () => void writeFile(gate, ''),
      timeoutMs: 8_000,
    });
    expect(result).toMatchObject({ outcome: 'exited', stdout: 'first\nsecond\n' });
  });

  test('held open by a child in the background is not waited for', async () => {
    let groupId = 0;
    const result = await runCommand({ argv: ['sh', '-c', 'sleep 30 & echo started'], onStart: (pid) => (groupId = pid) });
    expect(result).toMatchObject({ outcome: 'exited', exitCode: 0, stdout: 'started\n' });
    expect(result.durationMs).toBeLessThan(5_000);
    expect(signalProcessGroup(groupId, 'SIGKILL')).toBe(true);
  });
});

describe('a program that must not go on', () => {
  test.each(['ends', 'stays'] as const)('is ended with its whole group on time-out, when the group %s on SIGTERM', async (onTerm) => {
    let groupId = 0;
    const result = await runCommand({
      argv: ['sh', '-c', groupScript(onTerm)],
      timeoutMs: 300,
      killGraceMs: 200,
      onStart: (pid) => (groupId = pid),
    });
    expect(result).toMatchObject({ outcome: 'timed_out', exitCode: null, stdout: 'ready\n' });
    await waitUntil(async () => !(await hasLivingMember(groupId)));
  });

  test('is ended when the caller says so, and keeps what it had written', async () => {
    const stop = new AbortController();
    let groupId = 0;
    const result = await runCommand({
      argv: ['sh', '-c', groupScript('ends')],
      signal: stop.signal,
      onStart: (pid) => (groupId = pid),
      onOutput: () => stop.abort(),
    });
    expect(result).toMatchObject({ outcome: 'aborted', stdout: 'ready\n' });
    await waitUntil(async () => !(await hasLivingMember(groupId)));
  });

  test('is ended although its first process is gone before the others', async () => {
    let groupId = 0;
    const script = `sh -c 'trap "" TERM; echo child; while :; do sleep 0.05; done' & while :; do sleep 0.05; done`;
    const result = await runCommand({
      argv: ['sh', '-c', script],
      timeoutMs: 300,
      killGraceMs: 300,
      onStart: (pid) => (groupId = pid),
    });
    expect(result).toMatchObject({ outcome: 'timed_out', stdout: 'child\n' });
    await waitUntil(async () => !(await hasLivingMember(groupId)));
  });

  test('is not started at all when the caller has given up before', async () => {
    const marker = join(folder, 'never');
    const result = await runCommand({ argv: ['touch', marker], signal: AbortSignal.abort() });
    expect(result.outcome).toBe('aborted');
    await expect(readFile(marker)).rejects.toThrow('ENOENT');
  });
});

describe('a program that cannot be started', () => {
  test.each([
    { name: 'unknown program', argv: ['ao-no-such-program'], cwd: undefined, reason: 'not_found' },
    { name: 'folder', argv: ['/'], cwd: undefined, reason: 'not_executable' },
    { name: 'missing working directory', argv: ['true'], cwd: '/ao-no-such-folder', reason: 'working_directory' },
    { name: 'no program at all', argv: [], cwd: undefined, reason: 'other' },
    { name: 'zero byte in an argument', argv: ['echo', 'a\0b'], cwd: undefined, reason: 'other' },
  ])('$name: $reason', async ({ argv, cwd, reason }) => {
    const result = await runCommand({ argv, cwd });
    expect(result).toMatchObject({ outcome: 'not_started', exitCode: null, stdout: '', startFailure: { reason } });
    expect(result.startFailure?.message).not.toBe('');
  });

  test('file without the right to execute: not_executable', async () => {
    const file = join(folder, 'plain');
    await writeFile(file, 'echo no', { mode: 0o644 });
    expect(await runCommand({ argv: [file] })).toMatchObject({ outcome: 'not_started', startFailure: { reason: 'not_executable' } });
  });
});
