import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHookSpool } from '@ao/adapter-kit';
import type { AgentRequest, LaunchId, SessionId } from '@ao/domain';
import type { AgentLaunchRequest } from '@ao/ports';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestTerminal, type TestTerminal } from '../terminal/test-terminal.ts';
import { createScriptedAgent } from './scripted-agent.ts';

const sessionId = 'shop-1' as SessionId;
const launchId = 'l-1' as LaunchId;
const agent = createScriptedAgent();
let directory = '';
let launch: AgentLaunchRequest;
let terminal: TestTerminal;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'ao-answers-'));
  mkdirSync(join(directory, 'worktree'));
  const worktree = join(directory, 'worktree');
  launch = {
    sessionId,
    launchId,
    worktreePath: worktree,
    repositoryPath: worktree,
    privateDirectory: join(directory, 'sessions', sessionId),
    spoolDirectory: await spool().prepare(sessionId, launchId),
    prompt: null,
    systemPrompt: null,
    permissionMode: 'default',
    model: null,
    command: null,
    env: { PATH: process.env['PATH'] ?? '', HOME: directory, SCRIPTED_AGENT_PACE: '0' },
  };
});
afterEach(async () => {
  await terminal.close();
  rmSync(directory, { recursive: true, force: true });
});

const spool = () => createHookSpool({ directory: join(directory, 'sessions') });
const waitingHooks = async () => (await spool().read(sessionId)).filter(({ answerChannel }) => answerChannel !== undefined).length;

/** Starts the agent with a prompt and answers what it asks first. */
async function asked(prompt: string): Promise<AgentRequest> {
  const plan = await agent.planLaunch({ ...launch, prompt });
  const env = { ...launch.env, AO_SPOOL: launch.spoolDirectory };
  terminal = createTestTerminal({ argv: plan.argv, cwd: launch.worktreePath, env });
  await terminal.waitFor((screen) => agent.readScreen?.(screen).state === 'dialog');
  await expect.poll(waitingHooks).toBe(1);
  const signals = (await spool().read(sessionId)).flatMap((hook) => agent.interpretHook?.(hook) ?? []);
  const request = signals.flatMap((signal) => (signal.type === 'activity' && signal.request !== undefined ? [signal.request] : []))[0];
  if (request === undefined) throw new Error('It asked nothing.');
  return request;
}

const answer = (request: AgentRequest, choice: string, message: string | null = null) =>
  agent.answerRequest?.({ ...launch, process: null, agentSessionId: null, request, answer: { choice, message } });
const made = (name: string) => existsSync(join(launch.worktreePath, name));

test('allowed through its hook, the dialog goes and the tool runs', async () => {
  const request = await asked('[[permit touch allowed.txt]] [[say over]]');
  expect(request).toMatchObject({ kind: 'permission', text: 'Bash: touch allowed.txt', choices: [{ id: 'allow' }, { id: 'deny' }] });
  expect(await answer(request, 'allow')).toEqual({ type: 'given', evidence: 'by its hook' });
  await terminal.waitFor('● over');
  expect(made('allowed.txt')).toBe(true);
  expect(await answer(request, 'allow')).toMatchObject({ type: 'gone' });
});

test('denied through its hook, the tool does not run and the turn goes on', async () => {
  const request = await asked('[[permit touch denied.txt]] [[say over]]');
  expect(await answer(request, 'deny', 'use staging')).toMatchObject({ type: 'given' });
  await terminal.waitFor('Denied: use staging');
  await terminal.waitFor('● over');
  expect(made('denied.txt')).toBe(false);
});

test('a question takes one of its answers', async () => {
  const request = await asked('[[question Which colour? | red | blue]]');
  expect(request.choices).toEqual([
    { id: '1', label: 'red' },
    { id: '2', label: 'blue' },
  ]);
  expect(await answer(request, '2')).toMatchObject({ type: 'given' });
  await terminal.waitFor('You chose blue');
});

test('an answer in the terminal leaves its hook waiting, until it is let go of', async () => {
  const request = await asked('[[permit touch typed.txt]] [[say over]]');
  terminal.write('\r');
  await terminal.waitFor('● over');
  expect(await waitingHooks()).toBe(1);
  await agent.releaseRequest?.({ ...launch, process: null, agentSessionId: null, request });
  await expect.poll(waitingHooks).toBe(0);
  expect(made('typed.txt')).toBe(true);
});

test('Esc ends its hook', async () => {
  await asked('[[permit touch escaped.txt]]');
  terminal.write('\u001b');
  await expect.poll(waitingHooks).toBe(0);
});
