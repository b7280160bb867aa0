import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ProcessIdentity } from '@ao/domain';
import { afterEach, expect, test } from 'vitest';
import { createSystemClock } from '../system/system-clock.ts';
import { endProcesses } from './process-end.ts';
import { isSameProcess, readProcessIdentity } from './process-identity.ts';
import { findLaunchProcesses, type LaunchMarks } from './process-tree.ts';

const clock = createSystemClock();
const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** Starts a shell script as the leader of a session of its own and waits until it printed a line. */
async function startScript(script: string, mark: string): Promise<LaunchMarks> {
  const child = spawn('/bin/sh', ['-c', script], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { PATH: '/usr/bin:/bin', MARK: mark },
  });
  started.push(child);
  await once(child.stdout, 'data');
  const identity = await identityOf(child.pid);
  return { roots: [identity], sessionLeader: identity, environment: `MARK=${mark}`, notBefore: identity };
}

async function identityOf(pid: number | undefined): Promise<ProcessIdentity> {
  const identity = pid === undefined ? null : await readProcessIdentity(pid);
  if (identity === null) throw new Error('the process has ended already');
  return identity;
}

async function end(marks: LaunchMarks, graceMs: number) {
  const before = await findLaunchProcesses(marks);
  const startedAt = clock.monotonic();
  const result = await endProcesses({
    find: (found) => findLaunchProcesses({ ...marks, roots: [...marks.roots, ...found] }),
    graceMs,
    clock,
  });
  const alive = await Promise.all(before.map(isSameProcess));
  return { ...result, before: before.length, left: alive.filter(Boolean).length, tookMs: clock.monotonic() - startedAt };
}

const trees: readonly (readonly [string, string, number])[] = [
  ['a plain child', 'sleep 300 & echo up; wait', 2],
  ['a child in another session', 'setsid sleep 300 & echo up; wait', 2],
  ['a child that was forked twice and lost its parent', '(setsid sh -c "sleep 300 & exit" &); echo up; sleep 300', 3],
  ['a child that ignores the hang-up', 'nohup sleep 300 >/dev/null 2>&1 & echo up; wait', 2],
  ['a child without our environment in the same session', 'env -i sleep 300 & echo up; wait', 2],
  ['a stopped child', 'sleep 300 & kill -STOP $!; echo up; wait', 2],
];

test.each(trees)('ends a program with %s, without waiting out the grace time', async (_, script, processes) => {
  const marks = await startScript(script, `m${Math.random()}`);
  await expect.poll(async () => (await findLaunchProcesses(marks)).length, { timeout: 5_000 }).toBe(processes);
  const result = await end(marks, 5_000);
  expect(result).toMatchObject({ left: 0, survivors: [] });
  expect(result.tookMs).toBeLessThan(1_500);
});

test('kills what ignores every polite signal, after the grace time and not before', async () => {
  const marks = await startScript(`trap '' TERM HUP; (trap '' TERM HUP; echo up; while :; do sleep 0.05; done)`, `m${Math.random()}`);
  const result = await end(marks, 300);
  expect(result).toMatchObject({ left: 0, survivors: [] });
  expect(result.tookMs).toBeGreaterThanOrEqual(300);
  expect(result.tookMs).toBeLessThan(2_300);
});

test('kills orphans that lost parent, session and environment while the others were being ended', async () => {
  const stubborn = `env -i sh -c "trap '' TERM HUP; while :; do sleep 0.05; done"`;
  const result = await end(await startScript(`${stubborn} & echo up; wait`, `m${Math.random()}`), 200);
  expect(result).toMatchObject({ left: 0, survivors: [] });
});

test('has nothing to do and waits for nothing when everything has ended', async () => {
  const self = await identityOf(process.pid);
  const ended = { ...self, startTime: '1' };
  const result = await end({ roots: [ended], sessionLeader: ended, environment: 'MARK=nobody', notBefore: self }, 5_000);
  expect(result).toMatchObject({ found: 0, left: 0 });
  expect(result.tookMs).toBeLessThan(500);
});

test.each([
  ['was started at another time', { startTime: '1' }],
  ['ran before the last reboot', { bootId: 'another' }],
])('never signals a process whose pid belonged to one that %s', async (_name, changes) => {
  const bystander = spawn('/bin/sh', ['-c', `trap 'echo signalled' HUP TERM CONT; echo up; while :; do sleep 0.02; done`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  started.push(bystander);
  let said = '';
  bystander.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(bystander.stdout, 'data');
  const recorded = { ...(await identityOf(bystander.pid)), ...changes };
  const startedAt = clock.monotonic();
  // Whoever looks for it answers what was written down, and not what is there.
  expect(await endProcesses({ find: async () => [recorded], graceMs: 5_000, clock })).toEqual({ found: 0, survivors: [] });
  expect(clock.monotonic() - startedAt).toBeLessThan(1_000);
  expect((await end({ roots: [recorded], sessionLeader: recorded, notBefore: recorded }, 0)).found).toBe(0);
  await clock.sleep(100);
  expect([said, bystander.exitCode, bystander.signalCode]).toEqual(['up\n', null, null]);
});

test('never touches itself, whatever the marks say', async () => {
  const self = await identityOf(process.pid);
  const parent = await identityOf(process.ppid);
  const found = await findLaunchProcesses({ roots: [self, parent], notBefore: parent });
  expect(found.map((identity) => identity.pid)).not.toContain(process.pid);
  expect(found.map((identity) => identity.pid)).not.toContain(process.ppid);
});
