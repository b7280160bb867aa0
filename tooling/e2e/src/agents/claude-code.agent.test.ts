import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AnthropicServer, createClaudeHome, installAgentCli, startAnthropicServer, userTexts } from '@ao/model-servers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestHome, type TestHome } from '../harness/test-home.ts';

interface SessionDocument {
  readonly session: {
    readonly status: string;
    readonly needs: string | null;
    readonly agentSessionId: string | null;
    readonly activity: { readonly state: string; readonly source: string };
    readonly exit: { readonly signal: string | null; readonly evidence: string } | null;
    readonly launch: {
      readonly attempt: number;
      readonly state: string;
      readonly process: { readonly pid: number };
    };
    readonly workspace: { readonly path: string };
  };
}

let server: AnthropicServer;
let home: TestHome;

beforeEach(async () => {
  const cli = await installAgentCli('claude-code');
  server = await startAnthropicServer();
  const bare = createTestHome();
  const claude = await createClaudeHome(join(bare.folder, 'claude-home'), { baseUrl: server.url, trusted: [bare.repository.path] });
  const path = `${join(cli.program, '..')}:${bare.env['PATH']}`;
  home = bare.with({ ...claude.env, PATH: path, AO_AGENT: 'claude-code', AO_AGENT_MODULES: '' });
});
afterEach(async () => {
  await home[Symbol.asyncDispose]();
  await server.close();
});

const get = async (): Promise<SessionDocument['session']> => (await home.json<SessionDocument>(['session', 'get', 'shop-1'])).session;
const wait = (until: string, timeout = '30s') => home.ao(['wait', 'shop-1', '--until', until, '--timeout', timeout]);

async function spawn(prompt: string, permission = 'accept-edits'): Promise<SessionDocument['session']> {
  return (await home.json<SessionDocument>(['spawn', prompt, '--permission', permission])).session;
}

/** Payloads of hooks that nobody has read yet. */
function waitingHooks(): readonly string[] {
  const spool = join(home.path, 'sessions/shop-1/spool');
  return readdirSync(spool, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

/** How often the model was told a text as a user's. */
const timesToldTo = (text: string): number => {
  const last = server.requests.at(-1)?.body;
  return last === null || last === undefined ? 0 : userTexts(last).filter((each) => each.includes(text)).length;
};

test('a prompt becomes a file in the worktree; the status goes from working to idle by hooks', async () => {
  await spawn('[[sleep 800]] [[write hello.txt from claude]]');
  expect((await wait('working')).code).toBe(0);
  expect((await wait('idle')).code).toBe(0);
  const session = await get();
  expect(session).toMatchObject({ status: 'idle', activity: { source: 'hook' }, launch: { state: 'ready' } });
  expect(readFileSync(join(session.workspace.path, 'hello.txt'), 'utf8')).toContain('from claude');
  expect((await home.ao(['diff', 'shop-1', '--stat'])).stdout).toContain('hello.txt');
});

test('a permission prompt is needs_input with what is asked, and is answered through the terminal', async () => {
  await spawn('[[run touch made-by-command.txt]]', 'default');
  expect((await wait('blocked')).code).toBe(0);
  const asked = await get();
  expect(asked).toMatchObject({ status: 'needs_input', activity: { state: 'blocked' } });
  expect(asked.needs).toMatch(/Bash.*touch made-by-command/);
  const terminal = home.attach('shop-1');
  await terminal.waitFor(/1\. Yes/);
  terminal.write('\r');
  await terminal.waitFor(({ lines }) => !lines.some((line) => line.includes('1. Yes')));
  terminal.write('\u001cd');
  expect((await terminal.exited).code).toBe(0);
  expect((await wait('idle')).code).toBe(0);
  const { workspace } = await get();
  expect(readFileSync(join(workspace.path, 'made-by-command.txt'), 'utf8')).toBe('');
});

test('a message is acknowledged exactly once, idle or busy, and reaches the model once', async () => {
  await spawn('[[say hello]]');
  await wait('idle');
  const idle = await home.ao(['send', 'shop-1', 'Use the existing error type, please', '--wait']);
  expect(idle.stdout).toMatch(/queued → typing → submitted → acknowledged/);
  await wait('idle');
  expect(timesToldTo('Use the existing error type, please')).toBe(1);
  await home.ao(['send', 'shop-1', '[[sleep 4000]] [[say slow]]', '--wait']);
  const busy = await home.ao(['send', 'shop-1', 'And keep it short', '--wait']);
  expect(busy.stdout).toMatch(/acknowledged, while it was busy/);
  // It was queued by the agent, so it is a turn of its own, which may begin after a moment of idleness.
  await expect.poll(() => timesToldTo('And keep it short'), { timeout: 20_000 }).toBe(1);
  await wait('idle');
  expect(timesToldTo('And keep it short')).toBe(1);
});

test('Esc makes it idle within five seconds though no hook fires', async () => {
  await spawn('[[sleep 60000]]');
  await wait('working');
  const terminal = home.attach('shop-1');
  await terminal.waitFor(/esc to interrupt/);
  terminal.write('\u001b');
  await terminal.waitFor(({ lines }) => !lines.some((line) => line.includes('esc to interrupt')));
  expect((await wait('idle', '5s')).code).toBe(0);
  expect((await get()).activity.source).not.toBe('hook');
  terminal.write('\u001cd');
  expect((await terminal.exited).code).toBe(0);
});

test('an agent killed by hand is exited with evidence, and restored with the same conversation', async () => {
  await spawn('[[say remember the number 42]]');
  await wait('idle');
  const before = await get();
  process.kill(before.launch.process.pid, 'SIGKILL');
  expect((await wait('exited', '10s')).code).toBe(0);
  expect(await get()).toMatchObject({ exit: { signal: 'SIGKILL', evidence: 'exit_record' }, agentSessionId: before.agentSessionId });
  expect((await home.ao(['session', 'restore', 'shop-1'])).stdout).toContain('with its conversation');
  await wait('idle');
  expect((await get()).agentSessionId).toBe(before.agentSessionId);
  await home.ao(['send', 'shop-1', 'What was the number?', '--wait']);
  await wait('idle');
  expect(timesToldTo('remember the number 42')).toBe(1);
  expect(timesToldTo('What was the number?')).toBe(1);
});

test('the daemon killed in mid-turn: adopted after the restart, with the hooks of the meantime', async () => {
  const before = await spawn('[[sleep 2500]] [[write late.txt nobody watched]]');
  await wait('working');
  process.kill(home.daemonPid(), 'SIGKILL');
  // The turn goes on and ends without a daemon; its hooks wait in the spool.
  await expect.poll(() => waitingHooks().some((payload) => payload.includes('"Stop"')), { timeout: 30_000 }).toBe(true);
  expect((await home.ao(['ls'])).stderr).toContain('Started the daemon');
  expect((await wait('idle', '10s')).code).toBe(0);
  const after = await get();
  expect(after).toMatchObject({ status: 'idle', launch: { attempt: 1, process: before.launch.process } });
  await expect.poll(waitingHooks).toEqual([]);
  expect(readFileSync(join(after.workspace.path, 'late.txt'), 'utf8')).toContain('nobody watched');
});
