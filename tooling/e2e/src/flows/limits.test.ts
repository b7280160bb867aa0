import { connectFromRunFile } from '@ao/client/node';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestHome, type TestHome } from '../harness/test-home.ts';

interface Listed {
  readonly sessions: readonly {
    readonly id: string;
    readonly status: string;
    readonly phase: string;
    readonly launch: { readonly attempt: number } | null;
    readonly queue: { readonly position: number; readonly heldBy: string } | null;
    readonly resources: { readonly cpuPercent: number; readonly memoryBytes: number; readonly processes: number } | null;
  }[];
}

/** A program that waits for whatever is typed. */
const PROGRAM = ['--agent', 'command', '--', '/bin/sh', '-c', 'echo up; while read line; do echo "got $line"; done'];

let home: TestHome;
beforeEach(() => {
  home = createTestHome({ AO_MAX_RUNNING: '2' });
});
afterEach(() => home[Symbol.asyncDispose](), 60_000);

const spawn = (...flags: readonly string[]) => home.ao(['spawn', ...flags, ...PROGRAM]);

/** Every session with its phase, and its place when it waits. */
async function board(): Promise<Readonly<Record<string, string>>> {
  const { sessions } = await home.json<Listed>(['ls', '--all']);
  return Object.fromEntries(sessions.map(({ id, phase, queue }) => [id, queue === null ? phase : `${phase} ${queue.position}`]));
}

function becomes(expected: Readonly<Record<string, string>>): Promise<void> {
  return expect.poll(board, { timeout: 20_000, interval: 100 }).toEqual(expected);
}

async function killDaemon(): Promise<void> {
  const pid = home.daemonPid();
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => home.processes().some((each) => each.pid === pid), { timeout: 5_000, interval: 20 }).toBe(false);
}

describe('with two places on the machine', () => {
  test('four sessions come one after the other, also when the daemon is killed in between', { timeout: 90_000 }, async () => {
    for (let count = 0; count < 2; count += 1) expect((await spawn()).stdout).toMatch(/shop-\d +command/);
    const third = await spawn();
    expect(third).toMatchObject({ code: 0 });
    expect(third.stdout).toContain('shop-3 is queued, place 1: 2 of 2 sessions run (AO_MAX_RUNNING).');
    expect((await spawn()).stdout).toContain('shop-4 is queued, place 2');
    await becomes({ 'shop-1': 'live', 'shop-2': 'live', 'shop-3': 'queued 1', 'shop-4': 'queued 2' });

    const table = (await home.ao(['ls'])).stdout;
    expect(table).toMatch(/shop-4 +command +queued .*place 2: 2 of 2 sessions run/);
    expect(table).toContain('2 running, 2 queued.');
    const explanation = (await home.ao(['session', 'explain', 'shop-3'])).stdout;
    expect(explanation).toMatch(/queued.*place 1: 2 of 2 sessions run/);
    expect(explanation).toContain('ao kill');

    await killDaemon();
    await home.ao(['start']);
    await becomes({ 'shop-1': 'live', 'shop-2': 'live', 'shop-3': 'queued 1', 'shop-4': 'queued 2' });

    await home.ao(['kill', 'shop-2']);
    await becomes({ 'shop-1': 'live', 'shop-2': 'ended', 'shop-3': 'live', 'shop-4': 'queued 1' });

    // A restore has to wait like everybody else, behind those that came before it.
    expect((await home.ao(['restore', 'shop-2'])).stdout).toContain('shop-2 is queued, place 2');
    expect(await home.ao(['restore', 'shop-2', '--no-queue'])).toMatchObject({ code: 5 });

    // The daemon is killed at the moment at which a place becomes free.
    const ao = connectFromRunFile({ home: home.path });
    void ao.sessions.kill('shop-1').catch(() => undefined);
    await killDaemon();
    await home.ao(['start']);
    await home.ao(['kill', 'shop-1']);
    await becomes({ 'shop-1': 'ended', 'shop-2': 'queued 1', 'shop-3': 'live', 'shop-4': 'live' });
    await home.ao(['kill', 'shop-3']);
    await becomes({ 'shop-1': 'ended', 'shop-2': 'live', 'shop-3': 'ended', 'shop-4': 'live' });
    const { sessions } = await home.json<Listed>(['ls']);
    expect(sessions.map(({ launch }) => launch?.attempt)).toEqual([2, 1]);
  });

  test('whoever waits can be refused, told something, waited for and taken out', { timeout: 60_000 }, async () => {
    for (let count = 0; count < 3; count += 1) await spawn();
    const refused = await spawn('--no-queue');
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stderr).toContain('2 of 2 sessions run (AO_MAX_RUNNING)');
    await spawn();
    expect((await home.ao(['kill', 'shop-3'])).code).toBe(0);
    await becomes({ 'shop-1': 'live', 'shop-2': 'live', 'shop-3': 'ended', 'shop-4': 'queued 1' });
    expect((await home.ao(['wait', 'shop-4', '--until', 'queued'])).code).toBe(0);
    expect((await home.ao(['wait', 'shop-4', '--until', 'unknown', '--timeout', '200ms'])).code).toBe(4);

    await home.ao(['send', 'shop-4', 'hello queue']);
    await home.ao(['kill', 'shop-1']);
    await expect
      .poll(async () => (await home.ao(['output', 'shop-4'])).stdout, { timeout: 20_000, interval: 200 })
      .toContain('got hello queue');
    expect((await home.ao(['stop', '--all'])).code).toBe(0);
  });

  test('a stop of everything starts nobody, and empties the queue', { timeout: 60_000 }, async () => {
    for (let count = 0; count < 4; count += 1) await spawn();
    expect((await home.ao(['stop', '--all'])).code).toBe(0);
    await home.ao(['start']);
    expect(await board()).toEqual({ 'shop-1': 'ended', 'shop-2': 'ended', 'shop-3': 'ended', 'shop-4': 'ended' });
    const { sessions } = await home.json<Listed>(['ls', '--all']);
    expect(sessions.map(({ launch }) => launch === null)).toEqual([false, false, true, true]);
  });

  test('a project at its own limit holds up nobody else, and starts when the limit is raised', { timeout: 60_000 }, async () => {
    await home.ao(['project', 'add', '.']);
    await home.ao(['project', 'config', 'set', 'shop', 'maxRunning', '1']);
    for (let count = 0; count < 2; count += 1) await spawn();
    expect((await home.ao(['ls'])).stdout).toContain('place 1 of its project: 1 of 1 sessions of shop run (maxRunning)');
    await home.ao(['project', 'config', 'set', 'shop', 'maxRunning', '2']);
    await becomes({ 'shop-1': 'live', 'shop-2': 'live' });
  });
});

test('with too little memory sessions wait, and say so', { timeout: 60_000 }, async () => {
  const short = home.with({ AO_MIN_FREE_MEMORY: '99%' });
  const result = await short.ao(['spawn', ...PROGRAM]);
  expect(result.stdout).toMatch(
    /shop-1 is queued, place 1: \d+ MiB of memory are available, \d+ MiB are kept free \(AO_MIN_FREE_MEMORY\)\./,
  );
  await short.ao(['stop']);
  await home.ao(['start']);
  await becomes({ 'shop-1': 'live' });
});

test('what a session uses is measured with everything it has started', { timeout: 60_000 }, async () => {
  await home.ao(['spawn', '--agent', 'command', '--', '/bin/sh', '-c', '(setsid sleep 300 &) ; while :; do :; done']);
  await spawn();
  const measured = async () => (await home.json<Listed>(['ls'])).sessions.map(({ resources }) => resources);
  await expect.poll(async () => (await measured()).map((used) => used?.processes), { timeout: 20_000, interval: 500 }).toEqual([3, 2]);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  const [busy, quiet] = await measured();
  expect(busy?.cpuPercent).toBeGreaterThan(10);
  expect(quiet?.cpuPercent).toBeLessThan(10);
  expect(quiet?.memoryBytes).toBeGreaterThan(2_000_000);
  const table = (await home.ao(['ls'])).stdout;
  expect(table).toMatch(/SINCE +CPU +MEM +BRANCH/);
  expect((await home.ao(['session', 'get', 'shop-1'])).stdout).toMatch(/uses +\d+% of a processor, \S+ in 3 processes/);
});
