import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectFromRunFile } from '@ao/client/node';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestHome, type TestHome } from '../harness/test-home.ts';

interface SessionDocument {
  readonly session: {
    readonly id: string;
    readonly status: string;
    readonly exit: { readonly code: number | null; readonly evidence: string } | null;
    readonly end: { readonly reason: string; readonly message: string | null } | null;
    readonly launch: { readonly process: { readonly pid: number } };
    readonly workspace: { readonly path: string };
  };
}

let home: TestHome;
beforeEach(() => {
  home = createTestHome();
});
afterEach(() => home[Symbol.asyncDispose]());

const get = async (id = 'shop-1'): Promise<SessionDocument['session']> =>
  (await home.json<SessionDocument>(['session', 'get', id])).session;
const wait = (until: string, timeout = '30s') => home.ao(['wait', 'shop-1', '--until', until, '--timeout', timeout]);
const hostOf = (agentPid: number): number => Number(readFileSync(`/proc/${agentPid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]);

function program(name: string, script: string, mode = 0o755): string {
  const path = join(home.folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, mode);
  return path;
}

test.each<[string, string[], RegExp]>([
  ['is missing', ['--', '/no/such/program'], /\/no\/such\/program is not installed/],
  ['is not executable', ['--', '/etc/passwd'], /cannot be executed/],
  ['is not named', [], /needs a command/],
])('a program that %s is told, and nothing is created', async (_name, command, message) => {
  const result = await home.ao(['spawn', '--agent', 'command', ...command]);
  expect(result.stderr).toMatch(message);
  expect(result.code).not.toBe(0);
  expect(await home.json(['ls', '--all'])).toEqual({ sessions: [], lost: [] });
  expect(home.repository.git('branch', '--list', 'ao/*')).toBe('');
});

test('an agent that is not installed is told with what to do, and nothing is created', async () => {
  const result = await home.ao(['spawn', 'x', '--agent', 'claude-code']);
  expect(result.stderr).toMatch(/Claude Code.*(not found|not installed)/);
  expect(result.code).toBe(1);
  expect(await home.json(['ls', '--all'])).toEqual({ sessions: [], lost: [] });
});

test('a program that ends at once is exited with its code and last words', async () => {
  await home.ao(['spawn', '--', program('ends', 'echo "no licence found"; exit 7')]);
  await wait('exited', '10s');
  expect(await get()).toMatchObject({ status: 'exited', exit: { code: 7, evidence: 'exit_record' }, end: { reason: 'exited' } });
  expect((await home.ao(['output', 'shop-1'])).stdout).toContain('no licence found');
  expect((await home.ao(['send', 'shop-1', 'hello'])).code).toBe(5);
});

test('an agent that hangs in a dialog at its start is told as such; the prompt waits and is delivered once the dialog is gone', async () => {
  await home[Symbol.asyncDispose]();
  home = createTestHome({ SCRIPTED_AGENT_ASK: 'trust' });
  await home.ao(['spawn', '[[write done.txt yes]]']);
  expect((await wait('blocked')).stdout).toMatch(/needs you: .*trust/i);
  const terminal = home.attach('shop-1');
  await terminal.waitFor(/trust/i);
  terminal.write('\u001b[A\r');
  expect((await wait('idle')).code).toBe(0);
  terminal.write('\u001cd');
  await terminal.exited;
  expect(readFileSync(join((await get()).workspace.path, 'done.txt'), 'utf8')).toContain('yes');
});

test('a git that is missing or too old is told, and nothing is created', async () => {
  const folder = join(home.folder, 'old-git');
  mkdirSync(folder);
  writeFileSync(join(folder, 'git'), '#!/bin/sh\necho git version 1.8.3\n', { mode: 0o755 });
  const env = { PATH: `${folder}:${home.env['PATH']}` };
  const old = await home.ao(['spawn', 'x'], { env });
  expect(old.stderr).toMatch(/git.*too old|2\.31/i);
  expect(old.code).toBe(1);
  await home.ao(['stop']);
  const bare = join(home.folder, 'bare-path');
  mkdirSync(bare);
  const missing = await home.ao(['spawn', 'x'], { env: { PATH: bare } });
  expect(missing.stderr).toMatch(/git (was not found|could not be started)/i);
  expect(await home.json(['ls', '--all'])).toEqual({ sessions: [], lost: [] });
});

test('a worktree deleted by hand breaks nothing: the session can be killed, cleaned up and restored', async () => {
  await home.ao(['spawn', '[[commit saved]]', '--wait', '--timeout', '30s']);
  rmSync((await get()).workspace.path, { recursive: true });
  expect((await home.ao(['diff', 'shop-1'])).code).toBe(0);
  expect((await home.ao(['kill', 'shop-1'])).code).toBe(0);
  expect((await home.ao(['session', 'cleanup', '--yes'])).code).toBe(0);
  const restored = await home.ao(['session', 'restore', 'shop-1']);
  expect(restored.stdout).toContain('shop-1 is back');
  expect((await wait('idle')).code).toBe(0);
});

test('a host process killed by hand ends its session with evidence, and no other', async () => {
  await home.ao(['spawn', '[[hang]]']);
  await home.ao(['spawn', '[[hang]]']);
  await home.ao(['wait', 'shop-2', '--until', 'working', '--timeout', '20s']);
  const { launch } = await get();
  process.kill(hostOf(launch.process.pid), 'SIGKILL');
  expect((await wait('exited', '20s')).code).toBe(0);
  expect((await get()).exit?.evidence).toMatch(/process_gone|exit_record|runtime_gone/);
  expect((await get('shop-2')).status).toBe('working');
  expect((await home.ao(['session', 'restore', 'shop-1'])).code).toBe(0);
});

test('a burst of 200 MB with every kind of escape sequence keeps memory and disk bounded, and the daemon quick', async () => {
  await home.ao(['spawn', '[[flood 200000000]] [[say the end]]']);
  const asked = performance.now();
  expect((await home.ao(['ls'])).code).toBe(0);
  expect(performance.now() - asked).toBeLessThan(5_000);
  expect((await wait('idle', '80s')).code).toBe(0);
  // The hook that ends the turn may overtake the last words on their way through the terminal.
  await expect.poll(async () => (await home.ao(['output', 'shop-1', '-n', '20'])).stdout, { timeout: 30_000 }).toContain('the end');
  const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${home.daemonPid()}/status`, 'utf8'))?.[1];
  expect(Number(resident) / 1024).toBeLessThan(400);
});

test('everything an agent started dies with its session, however it hid', async () => {
  await home.ao([
    'spawn',
    '[[spawn setsid sleep 300 & sleep 301]] [[spawn trap "" TERM HUP; sleep 302]] [[say up]]',
    '--wait',
    '--timeout',
    '30s',
  ]);
  expect(home.processes().filter(({ command }) => /sleep 30\d/.test(command)).length).toBeGreaterThanOrEqual(3);
  expect((await home.ao(['kill', 'shop-1'])).code).toBe(0);
  expect(home.processes().filter(({ command }) => /sleep 30\d/.test(command))).toEqual([]);
});

test('an event reader 10,000 events behind gets every one of them, in order', async () => {
  await home.ao(['spawn', '[[say hi]]', '--wait', '--timeout', '30s']);
  await home.ao(['stop']);
  // The triggers of the database write the events, whoever changes a row.
  const database = new Database(join(home.path, 'ao.db'));
  const rename = database.prepare('UPDATE sessions SET display_name = ?');
  database.transaction(() => {
    for (let round = 0; round < 10_000; round += 1) rename.run(`name ${round}`);
  })();
  database.close();
  await home.ao(['start']);
  const ao = connectFromRunFile({ home: home.path });
  const { cursor } = await ao.daemon.status();
  expect(cursor).toBeGreaterThan(10_000);
  const sequences: number[] = [];
  for await (const event of ao.events({ after: 0 })) {
    if ('sequence' in event) sequences.push(event.sequence);
    if (sequences.at(-1) === cursor) break;
  }
  expect(sequences).toEqual(Array.from({ length: cursor }, (_, index) => index + 1));
});
