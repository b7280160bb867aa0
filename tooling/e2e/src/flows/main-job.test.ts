import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestHome, type TestHome } from '../harness/test-home.ts';

interface SessionDocument {
  readonly session: {
    readonly id: string;
    readonly status: string;
    readonly needs: string | null;
    readonly agentSessionId: string | null;
    readonly exit: { readonly code: number | null; readonly signal: string | null; readonly evidence: string } | null;
    readonly end: { readonly reason: string } | null;
    readonly launch: { readonly attempt: number; readonly process: { readonly pid: number } };
    readonly workspace: { readonly path: string; readonly branch: string; readonly state: string };
  };
}

let home: TestHome;
beforeEach(() => {
  home = createTestHome();
});
afterEach(() => home[Symbol.asyncDispose]());

const get = (id: string): Promise<SessionDocument> => home.json<SessionDocument>(['session', 'get', id]);

async function spawn(prompt: string, ...flags: string[]): Promise<SessionDocument['session']> {
  return (await home.json<SessionDocument>(['spawn', prompt, ...flags])).session;
}

test('one command in a repository starts the daemon, adds the project and runs the agent in a worktree of its own', async () => {
  const spawned = await home.ao(['spawn', '[[write hello.txt from the agent]]', '--name', 'Say hello', '--wait', '--timeout', '30s']);
  expect(spawned.stderr).toMatch(/Started the daemon \(pid \d+, http:\/\/127\.0\.0\.1:\d+\)\.\nAdded project shop \(.*, base main\)\./);
  expect(spawned.code).toBe(0);
  expect(spawned.stdout).toContain('ao/shop-1/say-hello');
  const { session } = await get('shop-1');
  expect(session).toMatchObject({ status: 'idle', workspace: { branch: 'ao/shop-1/say-hello', state: 'present' } });
  expect(readFileSync(join(session.workspace.path, 'hello.txt'), 'utf8')).toContain('from the agent');
  expect(existsSync(join(home.repository.path, 'hello.txt'))).toBe(false);
  expect(home.repository.git('status', '--porcelain')).toBe('');
  expect((await home.ao(['diff', 'shop-1'])).stdout).toContain('+from the agent');
});

test('a message is acknowledged by the agent itself, once, whether it is idle or busy', async () => {
  await spawn('[[sleep 1500]] [[say done]]');
  const busy = await home.ao(['send', 'shop-1', '[[edit log.txt busy]]', '--wait', '--id', 'first']);
  expect(busy.stdout).toMatch(/^shop-1 {2}first {2}queued → .*acknowledged, while it was busy/);
  await home.ao(['wait', 'shop-1', '--until', 'idle', '--timeout', '30s']);
  const idle = await home.ao(['send', 'shop-1', '[[edit log.txt idle]]', '--wait']);
  expect(idle.stdout).toMatch(/queued → typing → submitted → acknowledged \(/);
  // The same id again is the same message: nothing is typed a second time.
  expect((await home.ao(['send', 'shop-1', '[[edit log.txt busy]]', '--wait', '--id', 'first'])).code).toBe(0);
  expect((await home.ao(['send', 'shop-1', 'other text', '--id', 'first'])).code).toBe(5);
  await home.ao(['wait', 'shop-1', '--until', 'idle', '--timeout', '30s']);
  const { session } = await get('shop-1');
  expect(readFileSync(join(session.workspace.path, 'log.txt'), 'utf8').match(/busy|idle/g)).toEqual(['busy', 'idle']);
});

test('a permission dialog is told as what is asked; nothing is typed into it', async () => {
  await spawn('[[ask Bash npm test]] [[write after.txt went on]]');
  const waited = await home.ao(['wait', 'shop-1', '--until', 'blocked', '--timeout', '30s']);
  expect(waited.stdout).toMatch(/^shop-1 {2}needs you: .*Bash/);
  const sent = await home.ao(['send', 'shop-1', 'hello', '--wait', '--timeout', '2s']);
  expect(sent.code).toBe(4);
  expect((await get('shop-1')).session.status).toBe('needs_input');
  const { session } = await get('shop-1');
  expect(existsSync(join(session.workspace.path, 'after.txt'))).toBe(false);
});

test('an agent killed by hand is exited with evidence, and comes back with its conversation', async () => {
  const first = await spawn('[[say remember me]]');
  await home.ao(['wait', 'shop-1', '--until', 'idle', '--timeout', '30s']);
  process.kill(first.launch.process.pid, 'SIGKILL');
  await home.ao(['wait', 'shop-1', '--until', 'exited', '--timeout', '10s']);
  const { session: dead } = await get('shop-1');
  expect(dead).toMatchObject({ status: 'exited', exit: { signal: 'SIGKILL', evidence: 'exit_record' }, end: { reason: 'exited' } });
  const restored = await home.ao(['session', 'restore', 'shop-1']);
  expect(restored.stdout).toContain('shop-1 is back, with its conversation.');
  await home.ao(['wait', 'shop-1', '--until', 'idle', '--timeout', '30s']);
  const { session: back } = await get('shop-1');
  expect(back).toMatchObject({ agentSessionId: dead.agentSessionId, launch: { attempt: 2 }, end: null });
  expect((await home.ao(['output', 'shop-1'])).stdout).toContain('remember me');
});

test('the daemon killed in mid-turn loses nothing: the session is adopted and the hooks of the meantime are there', async () => {
  const before = await spawn('[[sleep 2500]] [[write late.txt written while nobody watched]]');
  process.kill(home.daemonPid(), 'SIGKILL');
  await new Promise((resolve) => setTimeout(resolve, 3500));
  const restarted = await home.ao(['ls']);
  expect(restarted.stderr).toContain('Started the daemon');
  await home.ao(['wait', 'shop-1', '--until', 'idle', '--timeout', '10s']);
  const { session } = await get('shop-1');
  expect(session).toMatchObject({ status: 'idle', launch: { attempt: 1, process: before.launch.process } });
  expect(readFileSync(join(session.workspace.path, 'late.txt'), 'utf8')).toContain('nobody watched');
  expect((await home.ao(['status'])).stdout).toContain('adopted 1 session ');
});

test('killing keeps uncommitted work, cleaning up refuses to lose it, and a rescued worktree comes back whole', async () => {
  const { workspace } = await spawn('[[write draft.txt not committed]]', '--wait');
  const killed = await home.ao(['kill', 'shop-1']);
  expect(killed.stdout).toContain(`1 uncommitted file and is kept: ${workspace.path}`);
  writeFileSync(join(workspace.path, 'ünï code.txt'), 'by hand\n');
  expect((await home.ao(['session', 'cleanup', '--yes'])).stdout).toMatch(/shop-1 +kept/);
  expect(existsSync(join(workspace.path, 'draft.txt'))).toBe(true);
  expect((await home.ao(['session', 'cleanup', '--save', '--yes'])).stdout).toMatch(/removed.*refs\/ao\/rescue\/shop-1\/1/);
  expect(existsSync(workspace.path)).toBe(false);
  expect((await home.ao(['session', 'undo-cleanup', 'shop-1'])).code).toBe(0);
  expect(readFileSync(join(workspace.path, 'draft.txt'), 'utf8')).toContain('not committed');
  expect(readFileSync(join(workspace.path, 'ünï code.txt'), 'utf8')).toBe('by hand\n');
});

test('stopping the daemon leaves agents running; stopping all ends every process', async () => {
  await spawn('[[say one]]');
  await spawn('[[say two]]');
  expect((await home.ao(['stop'])).stdout).toContain('Agents go on');
  expect(home.processes().filter(({ command }) => command.includes('--session-id'))).toHaveLength(2);
  expect((await home.ao(['status'], { env: { AO_NO_AUTOSTART: '1' } })).code).toBe(6);
  expect((await home.ao(['start'])).code).toBe(0);
  expect((await home.ao(['stop', '--all'])).stdout).toContain('all sessions');
  expect(home.processes()).toEqual([]);
});

test('an agent that calls ao speaks in its own name: it may look at itself, and command nobody', async () => {
  const { workspace } = await spawn(
    '[[run ao session get shop-1 --json > self.json; ao ls --json > all.json; ao kill shop-1 2> denied.txt; echo $? >> denied.txt]]',
    '--permission',
    'bypass-permissions',
    '--wait',
  );
  const read = (name: string): string => readFileSync(join(workspace.path, name), 'utf8');
  expect(JSON.parse(read('self.json'))).toMatchObject({ session: { id: 'shop-1' } });
  expect(JSON.parse(read('all.json'))).toMatchObject({ sessions: [{ id: 'shop-1' }] });
  expect(read('denied.txt')).toMatch(/session token.*\n1\n$/is);
  expect((await get('shop-1')).session.status).toBe('idle');
});
