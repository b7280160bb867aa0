import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestHome, type TestHome } from '../harness/test-home.ts';

interface Session {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly needs: string | null;
  readonly spawnedBy: string | null;
  readonly agentSessionId: string | null;
  readonly reason: { readonly rule: string; readonly text: string };
  readonly workspace: { readonly path: string; readonly branch: string };
  readonly questions: readonly { readonly id: string }[];
}
interface Message {
  readonly id: string;
  readonly text: string;
  readonly state: string;
  readonly sender: { readonly kind: string; readonly name?: string };
}

let home: TestHome;
beforeEach(() => {
  home = createTestHome();
});
afterEach(() => home[Symbol.asyncDispose]());

const get = async (id: string): Promise<Session> => (await home.json<{ readonly session: Session }>(['session', 'get', id])).session;
const wait = (id: string, until: string) => home.ao(['wait', id, '--until', until, '--timeout', '30s']);
const start = async (...flags: string[]): Promise<Session> =>
  (await home.json<{ readonly session: Session }>(['orchestrator', 'start', '--permission', 'bypass-permissions', ...flags])).session;

/** Digests tell within a second here: nobody waits for quarter minutes in a test. */
async function quickDigests(): Promise<void> {
  await home.ao(['project', 'config', 'set', 'shop', 'orchestrator', '{"digestEveryMs":1000}']);
}

/** What the daemon sent to a session by itself. */
async function digestsOf(id: string): Promise<readonly Message[]> {
  const { messages } = await home.json<{ readonly messages: readonly Message[] }>(['session', 'explain', id]);
  return messages.filter(({ sender, state }) => sender.kind === 'automation' && state !== 'withdrawn');
}

async function until<Result>(look: () => Promise<Result | null>, limitMs = 30_000): Promise<Result> {
  const endAt = performance.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (performance.now() > endAt) throw new Error('It did not come to pass in time.');
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

test('an orchestrator starts a worker in its own name, and is woken by one digest when the worker is done', async () => {
  await home.ao(['project', 'add', home.repository.path]);
  await quickDigests();
  const { id } = await start();
  await wait(id, 'idle');
  const task = join(home.folder, 'task.md');
  writeFileSync(task, '[[run ao done "Health check added"]]');
  await home.ao(['orchestrator', 'delegate', `[[run ao spawn --prompt-file ${task} --project shop > spawned.txt 2>&1]]`, '--wait']);
  const worker = await until(async () => {
    const { sessions } = await home.json<{ readonly sessions: readonly Session[] }>(['ls', '--all']);
    return sessions.find(({ kind }) => kind === 'worker') ?? null;
  });
  expect(worker.spawnedBy).toBe(id);
  await wait(worker.id, 'idle');
  const [digest] = await until(async () => {
    const digests = await digestsOf(id);
    return digests.some(({ state }) => state === 'acknowledged') ? digests : null;
  });
  expect(digest?.text).toMatch(new RegExp(`${worker.id}.*:\\n- says that it is done .*\\n> Health check added`));
  expect(digest?.sender).toEqual({ kind: 'automation', name: 'ao' });
  await wait(id, 'idle');
  // Long enough for a second one, if there were to be any.
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  expect(await digestsOf(id)).toHaveLength(1);
  expect(await get(worker.id)).toMatchObject({ status: 'idle', reason: { rule: 'agent_done' } });
  expect((await home.ao(['ls'])).stdout).toMatch(new RegExp(`${worker.id} .*says it is done: Health check added`));
});

test('there is one orchestrator, however many ask for it at once; it comes back with its conversation, or anew when wished', async () => {
  await home.ao(['project', 'add', home.repository.path]);
  const started = await Promise.all([start(), start(), start(), start()]);
  expect(new Set(started.map(({ id }) => id))).toEqual(new Set(['shop-1']));
  await wait('shop-1', 'idle');
  expect((await home.ao(['orchestrator', 'start'])).stdout).toContain('shop-1 runs already.');
  await home.ao(['send', 'shop-1', '[[say remember me]]', '--wait']);
  await wait('shop-1', 'idle');
  const { agentSessionId } = await get('shop-1');
  await home.ao(['kill', 'shop-1']);
  const back = (await home.json<{ readonly session: Session }>(['orchestrator', 'start'])).session;
  expect(back).toMatchObject({ id: 'shop-1', agentSessionId });
  const anew = await home.ao(['orchestrator', 'start', '--clean']);
  expect(anew.stdout).toMatch(/shop-1 was ended\.\nshop-2 +scripted \(orchestrator\)/);
  expect((await home.ao(['orchestrator', 'ls'])).stdout).not.toContain('shop-1');
  expect((await home.ao(['session', 'restore', 'shop-1'])).code).toBe(5);
});

test('an orchestrator commands its project, but answers no permission and reaches no other project; a worker commands nobody', async () => {
  await home.ao(['project', 'add', home.repository.path]);
  const { id, workspace } = await start();
  await wait(id, 'idle');
  const asking = (await home.json<{ readonly session: Session }>(['spawn', '[[ask Bash npm test]]', '-p', 'shop'])).session;
  await wait(asking.id, 'blocked');
  const commands = [
    `ao output ${asking.id} > output.txt`,
    `ao answer ${asking.id} allow > answer.txt 2>&1; echo $? >> answer.txt`,
    `ao project ls --json > projects.json`,
    `ao send ${asking.id} hello --id m-1 > send.txt 2>&1; echo $? >> send.txt`,
    `ao kill ${asking.id} > kill.txt 2>&1; echo $? >> kill.txt`,
  ];
  await home.ao(['send', id, `[[run ${commands.join('; ')}]]`, '--wait']);
  const read = (name: string): string => readFileSync(join(workspace.path, name), 'utf8');
  await until(async () => (existsSync(join(workspace.path, 'kill.txt')) && /\d\n$/.test(read('kill.txt')) ? true : null));
  expect(read('answer.txt')).toMatch(/1\n$/);
  expect(read('send.txt')).toMatch(/0\n$/);
  expect(read('kill.txt')).toMatch(/0\n$/);
  expect((await get(asking.id)).status).toBe('terminated');
  const worker = (
    await home.json<{ readonly session: Session }>([
      'spawn',
      `[[run ao send ${id} hello > send.txt 2>&1; echo $? >> send.txt]]`,
      '-p',
      'shop',
      '--permission',
      'bypass-permissions',
      '--wait',
    ])
  ).session;
  expect(readFileSync(join(worker.workspace.path, 'send.txt'), 'utf8')).toMatch(/session token.*\n1\n$/is);
});

test('a question waits for its answer; one nobody waits for is answered by a message', async () => {
  const run = '[[run ao ask "Which table?" --wait > answer.txt; ao ask "And which column?" > later.txt]]';
  const { session } = await home.json<{ readonly session: Session }>(['spawn', run, '--permission', 'bypass-permissions']);
  await wait(session.id, 'blocked');
  const asking = await get(session.id);
  expect(asking).toMatchObject({ status: 'needs_input', needs: 'Which table?', reason: { rule: 'agent_question' } });
  expect((await home.ao(['ls'])).stdout).toContain(`Which table?  ao answer ${session.id} "…"`);
  expect((await home.ao(['answer', session.id, 'The second'])).stdout).toContain('answered: given to the agent, which waits for it');
  const read = (name: string): string => readFileSync(join(session.workspace.path, name), 'utf8');
  await until(async () => ((await get(session.id)).needs === 'And which column?' ? true : null));
  expect(read('answer.txt')).toBe('The second\n');
  expect((await home.ao(['answer', session.id, '[[write column.txt the first]]'])).stdout).toContain('sent to the agent as a message');
  await until(async () => (existsSync(join(session.workspace.path, 'column.txt')) ? true : null));
  const { reports } = await home.json<{ readonly reports: readonly { readonly answer: { readonly delivery: string } | null }[] }>([
    'reports',
    session.id,
  ]);
  expect(reports.map(({ answer }) => answer?.delivery)).toEqual(['message', 'received']);
});

test('outside a session nobody can speak for an agent', async () => {
  for (const command of ['report', 'ask', 'done']) {
    const { code, stderr } = await home.ao([command, 'hello'], { env: { AO_NO_AUTOSTART: '1' } });
    expect([code, stderr]).toEqual([1, expect.stringContaining('is for the agent of a session, and this is none')]);
  }
});
