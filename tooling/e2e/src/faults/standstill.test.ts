import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestHome, type TestHome } from '../harness/test-home.ts';

interface SessionDocument {
  readonly session: {
    readonly status: string;
    readonly end: object | null;
    readonly launch: { readonly attempt: number; readonly process: { readonly pid: number } };
    readonly workspace: { readonly path: string };
  };
}

let home: TestHome;
beforeEach(() => {
  home = createTestHome();
});
afterEach(() => home[Symbol.asyncDispose]());

const get = async (): Promise<SessionDocument['session']> => (await home.json<SessionDocument>(['session', 'get', 'shop-1'])).session;

test('a daemon that stood still for a while finds its agents as they are, and has neither lost nor repeated a message', async () => {
  await home.ao(['spawn', '[[sleep 2500]] [[write first.txt yes]]', '--wait-until', 'working', '--timeout', '30s']);
  const before = await get();
  const sending = home.ao(['send', 'shop-1', '[[edit log.txt once]]', '--wait', '--timeout', '60s']);
  await pause(300);
  const daemon = home.daemonPid();
  process.kill(daemon, 'SIGSTOP');
  try {
    // Its agent ends the turn, and tells so, while nobody listens.
    await pause(5_000);
  } finally {
    process.kill(daemon, 'SIGCONT');
  }
  expect((await sending).stdout).toMatch(/acknowledged/);
  expect((await home.ao(['wait', 'shop-1', '--until', 'idle', '--timeout', '30s'])).code).toBe(0);
  const after = await get();
  expect(after).toMatchObject({ status: 'idle', end: null, launch: { attempt: 1, process: before.launch.process } });
  expect(readFileSync(join(after.workspace.path, 'first.txt'), 'utf8')).toContain('yes');
  expect(readFileSync(join(after.workspace.path, 'log.txt'), 'utf8').match(/once/g)).toEqual(['once']);
});

test('a whole machine that stood still goes on where it was', async () => {
  await home.ao(['spawn', '[[sleep 2000]] [[write first.txt yes]]', '--timeout', '30s']);
  await home.ao(['wait', 'shop-1', '--until', 'working', '--timeout', '30s']);
  const all = home.processes();
  for (const { pid } of all) process.kill(pid, 'SIGSTOP');
  await pause(8_000);
  for (const { pid } of all) process.kill(pid, 'SIGCONT');
  expect((await home.ao(['wait', 'shop-1', '--until', 'idle', '--timeout', '30s'])).code).toBe(0);
  expect(await get()).toMatchObject({ status: 'idle', end: null, launch: { attempt: 1 } });
  expect((await home.ao(['send', 'shop-1', '[[say hello]]', '--wait'])).stdout).toContain('acknowledged');
});
