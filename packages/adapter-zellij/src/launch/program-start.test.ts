import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock, readProcessIdentity } from '@ao/adapter-kit';
import type { ProcessIdentity } from '@ao/domain';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LAUNCH_FILE } from './launch-files.ts';
import { waitForStart } from './program-start.ts';

const clock = createSystemClock();
const children: ChildProcess[] = [];
let directory: string;

beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), 'ao-zp-'))));
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(directory, { recursive: true, force: true });
});

/** Runs a text as the script that becomes the program. */
async function startScript(text: string): Promise<ProcessIdentity> {
  const path = join(directory, LAUNCH_FILE.programScript);
  await writeFile(path, `echo up\n${text}\n`);
  const child = spawn('/bin/sh', [path], { stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  await once(child.stdout, 'data');
  const identity = await readProcessIdentity(child.pid ?? 0);
  if (identity === null) throw new Error('it runs');
  return identity;
}

const wait = (program: ProcessIdentity, withinMs = 5_000, signal?: AbortSignal) =>
  waitForStart({ directory, program, clock, deadline: clock.monotonic() + withinMs, signal });

test('the script that has become the program was started', async () => {
  expect(await wait(await startScript('sleep 0.1; exec sleep 600'))).toBe(true);
});

test('a program that has ended already was started: how it ended is told elsewhere', async () => {
  const program = await startScript('sleep 0.05; exec true');
  await once(children[0] as ChildProcess, 'exit');
  expect(await wait(program)).toBe(true);
});

test('a refusal by the system is seen, also when the script is gone by then', async () => {
  const program = await startScript(`sleep 0.05; : > '${join(directory, LAUNCH_FILE.refused)}'; exit 126`);
  await once(children[0] as ChildProcess, 'exit');
  expect(await wait(program)).toBe(false);
});

test('a script that never becomes the program was not started, and is waited for within bounds', async () => {
  const startedAt = performance.now();
  expect(await wait(await startScript('while :; do sleep 0.05; done'), 300)).toBe(false);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});

test('who gives up does not wait', async () => {
  const stop = new AbortController();
  const waiting = wait(await startScript('while :; do sleep 0.05; done'), 20_000, stop.signal);
  setTimeout(() => stop.abort(new Error('given up')), 30);
  await expect(waiting).rejects.toThrow('given up');
});
