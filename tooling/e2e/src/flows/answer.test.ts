import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestHome, type TestHome } from '../harness/test-home.ts';

interface ListedSession {
  readonly id: string;
  readonly status: string;
  readonly needs: string | null;
  readonly requests: readonly {
    readonly id: string;
    readonly kind: string;
    readonly tool: string | null;
    readonly input: string | null;
    readonly text: string;
    readonly choices: readonly { readonly id: string }[];
  }[];
  readonly workspace: { readonly path: string };
}

let home: TestHome;
beforeEach(() => {
  home = createTestHome();
});
afterEach(() => home[Symbol.asyncDispose]());

const listed = async (): Promise<ListedSession> => {
  const [session] = (await home.json<{ readonly sessions: readonly ListedSession[] }>(['ls'])).sessions;
  if (session === undefined) throw new Error('There is no session.');
  return session;
};
const until = (state: string) => home.ao(['wait', 'shop-1', '--until', state, '--timeout', '30s']);
const made = async (name: string) => existsSync(join((await listed()).workspace.path, name));
/** Shells that wait for an answer, as hooks do. */
const waitingHooks = () => home.processes().filter(({ command }) => command.includes('mkfifo'));

/** Starts an agent that asks for a command, and waits until it does. */
async function asked(prompt: string): Promise<ListedSession> {
  await home.ao(['spawn', prompt]);
  expect((await until('blocked')).code).toBe(0);
  await expect.poll(async () => (await listed()).requests.length).toBe(1);
  return listed();
}

test('what an agent asks is data; allowed from outside it goes on, and nothing was typed', async () => {
  const session = await asked('[[permit touch allowed.txt]] [[say over]]');
  expect(session).toMatchObject({
    status: 'needs_input',
    needs: 'allow Bash: touch allowed.txt?',
    requests: [{ kind: 'permission', tool: 'Bash', text: 'Bash: touch allowed.txt', choices: [{ id: 'allow' }, { id: 'deny' }] }],
  });
  expect(JSON.parse(session.requests[0]?.input ?? '')).toEqual({ command: 'touch allowed.txt' });
  expect(JSON.stringify(session.requests)).not.toContain('channel');
  expect((await home.ao(['ls'])).stdout).toContain('ao session answer shop-1 allow|deny');
  const explained = await home.ao(['session', 'explain', 'shop-1']);
  expect(explained.stdout).toMatch(/^shop-1 needs you, because: Its agent asks for permission: Bash: touch allowed\.txt\n/);
  expect(explained.stdout).toContain('Answer it with `ao session answer shop-1 allow|deny`.');
  const answered = await home.ao(['session', 'answer', 'shop-1', 'allow']);
  expect(answered).toMatchObject({ code: 0, stdout: 'shop-1  allow given to its agent: Bash: touch allowed.txt  by its hook\n' });
  expect((await until('idle')).code).toBe(0);
  expect([await made('allowed.txt'), (await listed()).requests]).toEqual([true, []]);
});

test('denied, its agent is told why and goes on without', async () => {
  await asked('[[permit touch denied.txt]] [[say over]]');
  const answered = await home.json<object>(['answer', 'shop-1', 'deny', '--message', 'Use the staging database']);
  expect(answered).toMatchObject({ choice: { id: 'deny' }, request: { tool: 'Bash' }, session: { id: 'shop-1' } });
  expect((await until('idle')).code).toBe(0);
  expect((await home.ao(['output', 'shop-1'])).stdout).toContain('Denied: Use the staging database');
  expect(await made('denied.txt')).toBe(false);
});

test('a second answer is a conflict, before and after the agent has gone on', async () => {
  const { requests } = await asked('[[permit touch once.txt]] [[say over]]');
  const request = requests[0]?.id ?? '';
  const again = () => home.ao(['answer', 'shop-1', 'deny', '--request', request]);
  const both = await Promise.all([home.ao(['answer', 'shop-1', 'allow', '--request', request]), again()]);
  expect(both.map(({ code }) => code).toSorted((one, other) => (one ?? 0) - (other ?? 0))).toEqual([0, 5]);
  expect((await until('idle')).code).toBe(0);
  const late = await again();
  expect(late.code).toBe(5);
  expect(late.stderr).toContain('shop-1 does not wait for this answer any more');
});

test('what is no answer is said in words', async () => {
  await asked('[[permit touch asked.txt]]');
  const without = await home.ao(['answer', 'shop-1']);
  expect(without).toMatchObject({ code: 2, stdout: '' });
  expect(without.stderr).toContain('ao session answer shop-1 allow|deny');
  expect(await home.ao(['answer', 'shop-1', 'perhaps'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Use one of: allow, deny.'),
  });
  expect((await home.ao(['answer', 'shop-1', 'allow', '--request', 'other'])).code).toBe(3);
  expect((await listed()).status).toBe('needs_input');
});

test('on a terminal one is shown what is asked, and asked', async () => {
  await asked('[[permit touch shown.txt]] [[say over]]');
  const terminal = home.shell('ao answer shop-1');
  await terminal.waitFor('command: touch shown.txt');
  await terminal.waitFor('allow, deny?');
  terminal.write('perhaps\r');
  await terminal.waitFor(/deny\? perhaps\s+allow, deny\?/);
  terminal.write('a\r');
  await terminal.waitFor('allow given to its agent');
  await terminal.close();
  expect((await until('idle')).code).toBe(0);
  expect(await made('shown.txt')).toBe(true);
});

test('a question is answered by one of its answers', async () => {
  const { requests } = await asked('[[question Which colour? | red | blue]]');
  expect(requests[0]?.choices.map(({ id }) => id)).toEqual(['1', '2']);
  expect((await home.ao(['answer', 'shop-1', '2'])).code).toBe(0);
  expect((await until('idle')).code).toBe(0);
  expect((await home.ao(['output', 'shop-1'])).stdout).toContain('You chose blue');
});

test('answered in the terminal, nobody waits any more and no hook stays behind', async () => {
  const { requests } = await asked('[[permit touch typed.txt]] [[say over]]');
  expect(waitingHooks()).not.toEqual([]);
  const terminal = home.attach('shop-1');
  await terminal.waitFor('Do you want to proceed?');
  terminal.write('1');
  await terminal.waitFor('● over');
  await terminal.close();
  expect((await until('idle')).code).toBe(0);
  await expect.poll(waitingHooks).toEqual([]);
  expect((await home.ao(['answer', 'shop-1', 'allow'])).code).toBe(3);
  expect((await home.ao(['answer', 'shop-1', 'allow', '--request', requests[0]?.id ?? ''])).code).toBe(3);
});

test('asked while the daemon was down, it is answered once the daemon is back', async () => {
  await home.ao(['spawn', '[[sleep 1500]] [[permit touch late.txt]] [[say over]]']);
  process.kill(home.daemonPid(), 'SIGKILL');
  await expect.poll(waitingHooks, { timeout: 10_000 }).not.toEqual([]);
  expect((await home.ao(['ls'])).stderr).toContain('Started the daemon');
  expect((await until('blocked')).code).toBe(0);
  await expect.poll(async () => (await listed()).requests.length).toBe(1);
  expect((await home.ao(['answer', 'shop-1', 'allow'])).code).toBe(0);
  expect((await until('idle')).code).toBe(0);
  expect(await made('late.txt')).toBe(true);
});

test('a kill leaves no hook behind', async () => {
  await asked('[[permit touch never.txt]]');
  expect(waitingHooks()).not.toEqual([]);
  expect((await home.ao(['kill', 'shop-1'])).code).toBe(0);
  await expect.poll(waitingHooks).toEqual([]);
});
