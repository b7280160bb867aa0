import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHookSpool } from '@ao/adapter-kit';
import type { LaunchId, SessionId } from '@ao/domain';
import type { AgentLaunchRequest, AgentSignal, AgentV1 } from '@ao/ports';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestTerminal, type TestTerminal } from '../terminal/test-terminal.ts';
import { createAgent } from './agent-module.ts';
import { createScriptedAgent } from './scripted-agent.ts';

const session = 'shop-1' as SessionId;
const agent = createScriptedAgent();
const open: TestTerminal[] = [];
let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ao-scripted-'));
  mkdirSync(join(directory, 'worktree'));
});
afterEach(async () => {
  for (const terminal of open.splice(0)) await terminal.close();
  rmSync(directory, { recursive: true, force: true });
});

const spool = () => createHookSpool({ directory: join(directory, 'sessions') });

async function request(fields: Partial<AgentLaunchRequest> = {}, env: Record<string, string> = {}): Promise<AgentLaunchRequest> {
  const launchId = fields.launchId ?? ('l-1' as LaunchId);
  return {
    sessionId: session,
    launchId,
    worktreePath: join(directory, 'worktree'),
    repositoryPath: join(directory, 'worktree'),
    privateDirectory: join(directory, 'sessions', session),
    spoolDirectory: await spool().prepare(session, launchId),
    prompt: null,
    systemPrompt: null,
    permissionMode: 'default',
    model: null,
    command: null,
    env: { PATH: process.env['PATH'] ?? '', HOME: directory, SCRIPTED_AGENT_PACE: '0', ...env },
    ...fields,
  };
}

async function start(launch: AgentLaunchRequest, resume: string | null = null): Promise<TestTerminal> {
  const plan = resume === null ? await agent.planLaunch(launch) : await planResume(agent, launch, resume);
  const env = Object.fromEntries(
    Object.entries({ ...launch.env, ...plan.env }).filter((entry): entry is [string, string] => entry[1] !== null),
  );
  const terminal = createTestTerminal({ argv: plan.argv, cwd: launch.worktreePath, env });
  open.push(terminal);
  return terminal;
}

function planResume(of: AgentV1, launch: AgentLaunchRequest, agentSessionId: string) {
  if (of.planResume === undefined) throw new Error('The scripted agent can resume.');
  return of.planResume({ ...launch, agentSessionId });
}

/** Every signal its hooks have given so far. */
async function signals(): Promise<readonly AgentSignal[]> {
  return (await spool().read(session)).flatMap((hook) => agent.interpretHook?.(hook) ?? []);
}

async function told(): Promise<readonly string[]> {
  return (await signals()).map((signal) => (signal.type === 'activity' ? signal.state : signal.type));
}

const state = (terminal: TestTerminal) => agent.readScreen?.(terminal.screen());
const inState = (wanted: string) => (screen: Parameters<NonNullable<AgentV1['readScreen']>>[0]) =>
  agent.readScreen?.(screen).state === wanted;

async function send(terminal: TestTerminal, text: string): Promise<void> {
  const plan = agent.composer?.plan(text, { bracketedPaste: terminal.screen().bracketedPaste });
  if (plan?.type !== 'type') throw new Error('refused');
  for (const step of plan.steps) terminal.write(step.bytes);
  await terminal.waitFor((screen) => (agent.readScreen?.(screen).composerText ?? '').includes(plan.expectOnScreen ?? ''));
  terminal.write(plan.submit.bytes);
}

async function finished(terminal: TestTerminal): Promise<void> {
  await terminal.waitFor('Finished:');
  await terminal.waitFor(inState('composer'));
}

describe('a turn', () => {
  test('a prompt in the command line is done, and every hook of it arrives', async () => {
    const terminal = await start(await request({ prompt: '[[write a.txt hello]] [[run echo out > b.txt]]' }));
    await finished(terminal);
    expect(readFileSync(join(directory, 'worktree', 'a.txt'), 'utf8')).toBe('hello\n');
    expect(readFileSync(join(directory, 'worktree', 'b.txt'), 'utf8')).toBe('out\n');
    const begin = ['conversation', 'launch', 'prompt_submitted', 'active'];
    const tool = ['active', 'request_cleared', 'active'];
    expect(await told()).toEqual([...begin, ...tool, ...tool, 'idle']);
    expect(state(terminal)).toEqual({ state: 'composer', dialog: null, composerText: '', launch: 'ready' });
  });

  test('a prompt in plain words makes it write something believable', async () => {
    const terminal = await start(await request({ prompt: 'Add a health check endpoint' }));
    await terminal.waitFor('Done. notes/add-health-check-endpoint.md');
    expect(readFileSync(join(directory, 'worktree', 'notes', 'add-health-check-endpoint.md'), 'utf8')).toContain(
      'Add a health check endpoint',
    );
  });

  test('an error of the model ends the turn without a Stop', async () => {
    const terminal = await start(await request({ prompt: '[[error overloaded]]' }));
    await terminal.waitFor('API Error: overloaded');
    await terminal.waitFor(inState('composer'));
    expect((await signals()).at(-1)).toMatchObject({ state: 'idle', detail: 'error: overloaded', turnBoundary: true });
  });

  test('a sub-agent gives signs of life and its own tool events', async () => {
    const terminal = await start(await request({ prompt: '[[subagent look around]]' }));
    await finished(terminal);
    expect((await told()).filter((name) => name === 'alive')).toHaveLength(2);
  });
});

describe('messages', () => {
  test.each([
    ['one line', 'say [[say one line]]'],
    ['three lines', 'three\nlines\n[[say here]]'],
    ['a text longer than the screen', `${'long text '.repeat(400)}[[say end]]`],
    ['forty lines', `${'line\n'.repeat(40)}[[say end]]`],
  ])('%s arrives as it was sent', async (_what, text) => {
    const terminal = await start(await request());
    await terminal.waitFor(inState('composer'));
    await send(terminal, text);
    await finished(terminal);
    expect(await signals()).toContainEqual(expect.objectContaining({ type: 'prompt_submitted', text }));
  });

  test.each(['!touch pwned', '/exit'])('%s is text, not a command', async (text) => {
    const terminal = await start(await request());
    await terminal.waitFor(inState('composer'));
    await send(terminal, text);
    await terminal.waitFor(`> ${text}`);
    await terminal.waitFor(inState('composer'));
    expect(existsSync(join(directory, 'worktree', 'pwned'))).toBe(false);
    expect(await signals()).toContainEqual(expect.objectContaining({ type: 'prompt_submitted', text }));
  });

  test('typed by a person, ! runs a command at once and /exit ends it', async () => {
    const terminal = await start(await request());
    await terminal.waitFor(inState('composer'));
    terminal.write('!echo from-the-shell\r');
    await terminal.waitFor('⎿ from-the-shell');
    terminal.write('/exit\r');
    expect(await terminal.exited).toEqual({ code: 0, signal: 0 });
  });

  test('sent while busy it is queued, acknowledged at once and done in the same turn', async () => {
    const terminal = await start(await request({ prompt: '[[sleep 400]] [[say first]]' }));
    await terminal.waitFor(inState('busy'));
    await send(terminal, '[[say second]]');
    await terminal.waitFor('● second');
    await terminal.waitFor(inState('composer'));
    const names = await told();
    expect([names.filter((name) => name === 'prompt_submitted').length, names.filter((name) => name === 'idle').length]).toEqual([2, 1]);
  });

  test('after it went deaf nothing is acknowledged', async () => {
    const terminal = await start(await request({ prompt: '[[deaf]]' }));
    await finished(terminal);
    await send(terminal, 'hello?');
    await terminal.waitFor((screen) => agent.readScreen?.(screen).composerText === 'hello?');
    expect((await told()).filter((name) => name === 'prompt_submitted')).toHaveLength(1);
  });
});

describe('dialogs', () => {
  test('a permission dialog blocks, Enter approves and clears', async () => {
    const terminal = await start(await request({ prompt: '[[ask Bash: npm test]]' }));
    await terminal.waitFor(inState('dialog'));
    expect(state(terminal)).toMatchObject({ dialog: { kind: 'permission', text: 'Bash wants to run npm test' }, composerText: null });
    await expect.poll(told).toContain('blocked');
    terminal.write('\r');
    await finished(terminal);
    const seen = await signals();
    const blocked = seen.find((signal) => signal.type === 'activity' && signal.state === 'blocked');
    expect(blocked).toMatchObject({ detail: 'Bash: npm test', turnBoundary: false });
    expect(seen).toContainEqual(
      expect.objectContaining({ type: 'request_cleared', correlationId: blocked?.type === 'activity' ? blocked.correlationId : '' }),
    );
  });

  test('Esc refuses, ends the turn and fires no hook at all', async () => {
    const terminal = await start(await request({ prompt: '[[ask Bash]] [[write a.txt no]]' }));
    await terminal.waitFor(inState('dialog'));
    // Esc ends the hook that asks: it must have said so before.
    await expect.poll(async () => (await told()).at(-1)).toBe('blocked');
    terminal.write('\u001b');
    await terminal.waitFor('Interrupted');
    await terminal.waitFor(inState('composer'));
    expect((await told()).at(-1)).toBe('blocked');
    expect(existsSync(join(directory, 'worktree', 'a.txt'))).toBe(false);
  });

  test('text pasted into a dialog is dropped', async () => {
    const terminal = await start(await request({ prompt: '[[ask Bash]]' }));
    await terminal.waitFor(inState('dialog'));
    terminal.write('\u001b[200~hello\u001b[201~');
    terminal.write('2');
    await terminal.waitFor(inState('composer'));
    expect(state(terminal)?.composerText).not.toContain('hello');
  });

  test('a question waits for the person', async () => {
    const terminal = await start(await request({ prompt: '[[question Which colour? | red | blue]]' }));
    await terminal.waitFor(inState('dialog'));
    expect(state(terminal)?.dialog).toEqual({ kind: 'question', text: 'Which colour?' });
    terminal.write('2');
    await terminal.waitFor('You chose blue');
    await expect.poll(signals).toContainEqual(expect.objectContaining({ state: 'waiting_input', detail: 'Which colour?' }));
  });

  test('a command that needs permission runs once it is given', async () => {
    const terminal = await start(await request({ prompt: '[[permit touch allowed.txt]]' }));
    await terminal.waitFor('Do you want to proceed?');
    expect(existsSync(join(directory, 'worktree', 'allowed.txt'))).toBe(false);
    terminal.write('\r');
    await finished(terminal);
    expect(existsSync(join(directory, 'worktree', 'allowed.txt'))).toBe(true);
  });

  test('asks nothing in mode bypass-permissions', async () => {
    const terminal = await start(await request({ prompt: '[[ask Bash]]', permissionMode: 'bypass-permissions' }));
    await finished(terminal);
    expect(await told()).not.toContain('blocked');
  });

  test.each([
    ['trust', 'needs_trust', '1'],
    ['login', 'needs_login', '1'],
    ['update', 'update_prompt', '\r'],
  ])('a %s dialog at the start is seen, and answered it goes on', async (name, launch, answer) => {
    const terminal = await start(await request({}, { SCRIPTED_AGENT_ASK: name }));
    await terminal.waitFor(inState('dialog'));
    expect(state(terminal)).toMatchObject({ launch, dialog: { kind: name } });
    expect(await told()).toEqual([]);
    terminal.write(answer);
    await terminal.waitFor(inState('composer'));
  });

  test('Enter alone trusts nothing', async () => {
    const terminal = await start(await request({}, { SCRIPTED_AGENT_ASK: 'trust' }));
    await terminal.waitFor(inState('dialog'));
    terminal.write('\r');
    expect(await terminal.exited).toEqual({ code: 1, signal: 0 });
  });
});

describe('interrupting', () => {
  test('Esc stops the turn without a hook, and the status file knows', async () => {
    const terminal = await start(await request({ prompt: '[[say begun]] [[hang]]' }));
    await terminal.waitFor('● begun');
    await terminal.waitFor(inState('busy'));
    for (const step of agent.composer?.interrupt ?? []) terminal.write(step.bytes);
    await terminal.waitFor('Interrupted');
    await terminal.waitFor(inState('composer'));
    expect((await told()).at(-1)).toBe('active');
    expect(JSON.parse(readFileSync(join(directory, '.scripted-agent', 'sessions', `${terminal.pid}.json`), 'utf8'))).toMatchObject({
      status: 'idle',
    });
  });

  test('an early Esc puts the prompt back, and the composer can be cleared', async () => {
    const terminal = await start(await request({ prompt: '[[hang]]' }));
    await terminal.waitFor(inState('busy'));
    terminal.write('\u001b');
    await terminal.waitFor((screen) => agent.readScreen?.(screen).composerText === '[[hang]]');
    terminal.write(agent.composer?.clear.bytes ?? '');
    await terminal.waitFor((screen) => agent.readScreen?.(screen).composerText === '');
    // The turn ends with the hook that still runs, which nothing hurries.
    await terminal.waitFor(inState('composer'));
  });
});

describe('conversations', () => {
  test('resumed by its id it remembers, and does not repeat the prompt', async () => {
    const first = await request({ prompt: '[[say one]]' });
    const { agentSessionId } = await agent.planLaunch(first);
    const terminal = await start(first);
    await finished(terminal);
    await terminal.close();
    const again = await start(await request({ prompt: '[[say one]]', launchId: 'l-2' as LaunchId }), agentSessionId);
    await again.waitFor(inState('composer'));
    expect(again.text()).toContain('> [[say one]]');
    await send(again, '[[recall]]');
    await again.waitFor('You first said: [[say one]]');
    await again.waitFor(inState('composer'));
    expect((await told()).filter((name) => name === 'prompt_submitted')).toHaveLength(2);
  });

  test('a conversation that is gone is begun afresh, visibly and with the prompt', async () => {
    const plan = await planResume(agent, await request({ prompt: 'hello' }), 'lost');
    expect(plan).toMatchObject({ resumes: false, promptInCommand: true });
    expect(plan.notices).toHaveLength(1);
  });

  test('planning twice is the same plan', async () => {
    const launch = await request({ prompt: 'hello', systemPrompt: 'Be brief.' });
    expect(await agent.planLaunch(launch)).toEqual(await agent.planLaunch(launch));
  });
});

describe('ending', () => {
  test.each([
    ['[[crash 7]]', { code: 7, signal: 0 }, true],
    ['[[crash SIGKILL]]', { code: 0, signal: 9 }, true],
    ['[[exit 3]]', { code: 3, signal: 0 }, false],
  ])('%s', async (prompt, exit, leavesStatus) => {
    const terminal = await start(await request({ prompt }));
    expect(await terminal.exited).toEqual(exit);
    expect(existsSync(join(directory, '.scripted-agent', 'sessions', `${terminal.pid}.json`))).toBe(leavesStatus);
  });

  test.each(['SIGTERM', 'SIGHUP'] as const)('%s runs the SessionEnd hook first', async (signal) => {
    const terminal = await start(await request());
    await terminal.waitFor(inState('composer'));
    process.kill(terminal.pid, signal);
    await terminal.exited;
    expect((await spool().read(session)).map((hook) => hook.payload).at(-1)).toContain('"SessionEnd"');
  });
});

describe('the terminal', () => {
  test('a flood of output is all printed, and the composer is there again', async () => {
    const terminal = await start(await request({ prompt: '[[flood 2000000]]' }));
    await terminal.waitFor('flood over');
    await terminal.waitFor(inState('composer'));
    expect(terminal.outputBytes()).toBeGreaterThan(2_000_000);
  });

  test('a new size draws the screen anew', async () => {
    const terminal = await start(
      await request({ prompt: '[[say something rather long, so that it has to be wrapped on a narrow screen]]' }),
    );
    await finished(terminal);
    terminal.resize({ columns: 40, rows: 15 });
    await terminal.waitFor((screen) => screen.lines.includes('─'.repeat(39)) && agent.readScreen?.(screen).state === 'composer');
    terminal.resize({ columns: 20, rows: 8 });
    const rules = (lines: readonly string[]) => lines.filter((line) => line === '─'.repeat(19)).length;
    const screen = await terminal.waitFor(({ lines }) => rules(lines) === 2);
    expect(screen.lines.at(-1)).toMatch(/^ {2}default mode/);
  });

  test('it can use the alternate screen', async () => {
    const terminal = await start(await request({}, { SCRIPTED_AGENT_SCREEN: 'alternate' }));
    const screen = await terminal.waitFor(inState('composer'));
    expect(screen).toMatchObject({ alternateScreen: true, bracketedPaste: true, title: '✳ Scripted Agent' });
  });

  test('without hooks nothing is reported', async () => {
    const terminal = await start(await request({ prompt: '[[say hi]]' }, { SCRIPTED_AGENT_HOOKS: 'off' }));
    await finished(terminal);
    expect(await told()).toEqual([]);
  });

  test('the system prompt reaches it', async () => {
    const terminal = await start(await request({ prompt: '[[system]]', systemPrompt: 'You are worker shop-1.' }));
    await finished(terminal);
    expect(terminal.text()).toContain('System prompt: You are worker shop-1.');
  });
});

test('the module for the daemon makes the same agent', () => {
  expect(createAgent()).toMatchObject({ specificationVersion: 'agent-v1', name: 'scripted' });
});

test('a conversation id that is in use, or unknown, ends the program with a message', async () => {
  writeFileSync(join(directory, 'settings.json'), '{}');
  const launch = await request();
  const plan = await agent.planLaunch(launch);
  const argv = [...plan.argv.slice(0, 2), '--resume', 'nobody'];
  const terminal = createTestTerminal({ argv, cwd: directory, env: { HOME: directory } });
  open.push(terminal);
  await terminal.waitFor('No conversation found');
  expect((await terminal.exited).code).toBe(1);
});
