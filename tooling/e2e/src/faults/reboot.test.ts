import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestHome, type TestHome } from '../harness/test-home.ts';

interface SessionDocument {
  readonly session: {
    readonly status: string;
    readonly exit: { readonly code: number | null; readonly evidence: string } | null;
    readonly end: { readonly reason: string; readonly at: number } | null;
    readonly launch: { readonly id: string; readonly attempt: number; readonly process: { readonly pid: number } };
    readonly agentSessionId: string | null;
  };
}

let home: TestHome;
let bystander: ChildProcess;
beforeEach(() => {
  home = createTestHome();
  bystander = spawn('/bin/sleep', ['600']);
});
afterEach(async () => {
  bystander.kill('SIGKILL');
  await home[Symbol.asyncDispose]();
});

const get = async (id: string): Promise<SessionDocument['session']> => (await home.json<SessionDocument>(['session', 'get', id])).session;

/**
 * Everything of the home ends at once, nobody can write anything down, and the machine comes back with another boot id. The pids of
 * before belong to somebody else then.
 */
async function loseThePower(bystander: number): Promise<void> {
  const database = new Database(join(home.path, 'ao.db'), { readonly: true });
  const launches = database.prepare('SELECT id, launch_id AS launch FROM sessions').all() as {
    readonly id: string;
    readonly launch: string;
  }[];
  database.close();
  const hosts = home.processes();
  for (const { pid } of hosts) process.kill(pid, 'SIGSTOP');
  for (const { pid } of hosts) process.kill(pid, 'SIGKILL');
  await expect.poll(() => home.processes(), { timeout: 5_000 }).toEqual([]);
  for (const { id, launch } of launches) {
    const path = join(home.path, 'terminals', id, launch, 'host.json');
    writeFileSync(
      path,
      readFileSync(path, 'utf8')
        .replaceAll(/"bootId":"[^"]+"/g, '"bootId":"the-boot-before"')
        .replaceAll(/"pid":\d+/g, `"pid":${bystander}`),
    );
  }
  const stored = new Database(join(home.path, 'ao.db'));
  stored.prepare("UPDATE sessions SET process_boot_id = 'the-boot-before', process_pid = ?").run(bystander);
  stored.close();
}

test('after a reboot every session is ended with the boot as evidence, can be restored with its conversation, or killed', async () => {
  for (const name of ['one', 'two', 'three']) await home.ao(['spawn', `[[write ${name}.txt ${name}]]`, '--wait', '--timeout', '30s']);
  const before = await get('shop-1');
  await loseThePower(bystander.pid ?? 0);
  await home.ao(['start']);
  await expect.poll(async () => (await get('shop-3')).end?.reason, { timeout: 10_000 }).toBe('lost');
  for (const id of ['shop-1', 'shop-2', 'shop-3']) {
    expect(await get(id)).toMatchObject({ end: { reason: 'lost' }, exit: { code: null, evidence: 'boot_changed' } });
  }
  expect((await home.ao(['status'])).stdout).toContain('3 had ended: ao session restore --all');
  expect((await home.ao(['ls'])).stdout).toContain('3 were lost: ao restore --all');

  expect((await home.ao(['kill', 'shop-3'])).code).toBe(0);
  expect((await home.ao(['session', 'cleanup', '--yes'])).code).toBe(0);
  expect((await home.ao(['session', 'restore', 'shop-1'])).code).toBe(0);
  expect(await get('shop-1')).toMatchObject({ agentSessionId: before.agentSessionId, end: null, launch: { attempt: 2 } });
  expect((await home.ao(['send', 'shop-1', '[[say again]]', '--wait'])).stdout).toContain('acknowledged');
  expect((await home.ao(['kill', 'shop-1'])).code).toBe(0);
  expect([bystander.exitCode, bystander.signalCode]).toEqual([null, null]);
});
