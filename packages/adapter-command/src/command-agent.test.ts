import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LaunchId, SessionId } from '@ao/domain';
import type { AgentLaunchRequest, AgentV1, ScreenSnapshot } from '@ao/ports';
import { createTestTerminal, type TestTerminal } from '@ao/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCommandAgent } from './command-agent.ts';

const open: TestTerminal[] = [];
let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ao-command-'));
  mkdirSync(join(directory, 'worktree'));
});
afterEach(async () => {
  for (const terminal of open.splice(0)) await terminal.close();
  rmSync(directory, { recursive: true, force: true });
});

function request(fields: Partial<AgentLaunchRequest> = {}): AgentLaunchRequest {
  return {
    sessionId: 'shop-1' as SessionId,
    launchId: 'l-1' as LaunchId,
    worktreePath: join(directory, 'worktree'),
    repositoryPath: directory,
    privateDirectory: join(directory, 'private'),
    spoolDirectory: join(directory, 'spool'),
    prompt: null,
    systemPrompt: null,
    permissionMode: 'default',
    model: null,
    command: null,
    env: { PATH: '/usr/bin:/bin', HOME: directory, PS1: '$ ' },
    ...fields,
  };
}

async function start(agent: AgentV1, command: readonly string[]): Promise<TestTerminal> {
  const planned = request({ command });
  const { argv } = await agent.planLaunch(planned);
  const terminal = createTestTerminal({ argv, cwd: planned.worktreePath, env: planned.env });
  open.push(terminal);
  return terminal;
}

async function send(agent: AgentV1, terminal: TestTerminal, text: string): Promise<void> {
  const plan = agent.composer?.plan(text, { bracketedPaste: terminal.screen().bracketedPaste });
  if (plan?.type !== 'type') throw new Error('refused');
  for (const step of plan.steps) terminal.write(step.bytes);
  terminal.write(plan.submit.bytes);
}

describe('the command', () => {
  const agent = createCommandAgent();

  test('is looked up, and passed on as it is', async () => {
    expect(await agent.planLaunch(request({ command: ['sh', '-c', 'echo $1', '{x}', '*'] }))).toMatchObject({
      argv: ['/usr/bin/sh', '-c', 'echo $1', '{x}', '*'],
      env: {},
      promptInCommand: false,
      expectsSignals: false,
      resumes: false,
      notices: [],
    });
  });

  test.each<[readonly string[] | null]>([[null], [[]], [['']]])('%j is refused: something must be run', async (command) => {
    await expect(agent.planLaunch(request({ command }))).rejects.toMatchObject({ code: 'AGENT_COMMAND_REQUIRED' });
  });

  test('that does not exist is refused', async () => {
    await expect(agent.planLaunch(request({ command: ['ao-no-such-program'] }))).rejects.toMatchObject({ code: 'AGENT_NOT_INSTALLED' });
    expect(await agent.check({ env: request().env, command: ['ao-no-such-program'] })).toMatchObject({
      level: 'failed',
      code: 'AGENT_NOT_INSTALLED',
    });
  });

  test('may lie in the worktree', async () => {
    const path = join(directory, 'worktree', 'run.sh');
    writeFileSync(path, '#!/bin/sh\n');
    chmodSync(path, 0o755);
    expect((await agent.planLaunch(request({ command: ['./run.sh'] }))).argv).toEqual([path]);
    expect(await agent.check({ env: request().env, command: ['./run.sh'] })).toMatchObject({ level: 'ok' });
  });

  test('may hold a place for the prompt', async () => {
    const command = ['echo', '--prompt={prompt}', '{prompt}'];
    expect(await agent.planLaunch(request({ command, prompt: 'a $& b' }))).toMatchObject({
      argv: [expect.any(String), '--prompt=a $& b', 'a $& b'],
      promptInCommand: true,
    });
    expect(await agent.planLaunch(request({ command }))).toMatchObject({ argv: [expect.any(String), '--prompt='], promptInCommand: false });
  });

  test('of the options serves sessions that bring none', async () => {
    const own = createCommandAgent({ name: 'shell', displayName: 'Shell', command: ['sh', '-i'] });
    expect((await own.planLaunch(request())).argv).toEqual(['/usr/bin/sh', '-i']);
    expect((await own.planLaunch(request({ command: ['cat'] }))).argv).toEqual(['/usr/bin/cat']);
    expect(await own.check({ env: request().env })).toMatchObject({ level: 'ok', path: '/usr/bin/sh' });
  });

  test('takes no model, and no mode but the default', async () => {
    expect((await agent.planLaunch(request({ command: ['cat'], model: 'opus' }))).notices).toHaveLength(1);
    await expect(agent.planLaunch(request({ command: ['cat'], permissionMode: 'bypass-permissions' }))).rejects.toMatchObject({
      code: 'PERMISSION_MODE_UNSUPPORTED',
    });
  });
});

describe('in a terminal', () => {
  test('a shell gets a message and runs it', async () => {
    const agent = createCommandAgent();
    expect(agent.readScreen).toBeUndefined();
    const terminal = await start(agent, ['sh', '-i']);
    await terminal.waitFor('$');
    await send(agent, terminal, 'echo $((6 * 7))');
    await terminal.waitFor(/^42$/m);
    expect(terminal.screen().bracketedPaste).toBe(false);
  });

  test('a program that asks for bracketed paste gets several lines as one message', async () => {
    const agent = createCommandAgent();
    const terminal = await start(agent, ['bash', '--norc', '-i']);
    await terminal.waitFor((screen) => screen.bracketedPaste);
    await send(agent, terminal, 'echo first\necho second');
    await terminal.waitFor(/^first\nsecond$/m);
    expect(terminal.text().match(/^first$/gm)).toHaveLength(1);
  });

  test('interrupting stops what runs, and clearing empties the line', async () => {
    const agent = createCommandAgent();
    const terminal = await start(agent, ['bash', '--norc', '-i']);
    await terminal.waitFor((screen) => screen.bracketedPaste);
    // It is the program that says so, not the shell, which drops a ^C while it starts one.
    await send(agent, terminal, `sh -c 'echo begun; exec sleep 60'; echo not reached`);
    await terminal.waitFor(/^begun$/m);
    for (const step of agent.composer?.interrupt ?? []) terminal.write(step.bytes);
    // The terminal shows ^C by itself; the shell reads a line again only with its next prompt.
    await terminal.waitFor((screen) => screen.bracketedPaste && screen.lines.some((line) => line.startsWith('^C')));
    terminal.write('half a line');
    await terminal.waitFor('half a line');
    terminal.write(agent.composer?.clear.bytes ?? '');
    await terminal.waitFor((screen) => !screen.lines.some((line) => line.includes('half a line')));
    expect(terminal.text()).not.toMatch(/^not reached$/m);
  });

  test('rules read the screen of a real program', async () => {
    const agent = createCommandAgent({ rules: { ready: '^READY$', busy: '^working', idle: '^ask>', promptSign: 'ask>' } });
    const script = 'sleep 0.2; echo READY; while printf "ask> " && read -r line; do echo working; sleep 0.3; clear; echo "did $line"; done';
    const terminal = await start(agent, ['sh', '-c', script]);
    expect(agent.readScreen?.(terminal.screen()).state).toBe('starting');
    await terminal.waitFor((screen) => agent.readScreen?.(screen).state === 'composer');
    expect(agent.readScreen?.(terminal.screen())).toEqual({ state: 'composer', dialog: null, composerText: '', launch: 'ready' });
    await send(agent, terminal, 'it');
    await terminal.waitFor((screen) => agent.readScreen?.(screen).state === 'busy');
    await terminal.waitFor('did it');
  });
});

describe('rules', () => {
  const screen = (text: string, lastOutputAt: number | null = 0): ScreenSnapshot => ({
    lines: text.split('\n'),
    size: { columns: 80, rows: 24 },
    cursor: { row: 0, column: 0, visible: true },
    title: '',
    alternateScreen: false,
    bracketedPaste: false,
    offset: 1,
    lastOutputAt,
    exact: true,
  });
  const read = (
    rules: Parameters<typeof createCommandAgent>[0] extends infer Options ? NonNullable<Options> : never,
    shown: ScreenSnapshot,
  ) => createCommandAgent({ now: () => 10_000, ...rules }).readScreen?.(shown);

  test.each([
    ['nothing printed yet', {}, '', { state: 'starting', launch: null }],
    ['nothing known', {}, 'hello', { state: 'unknown', launch: null }],
    ['ready, and nothing more known', { ready: 'hello' }, 'hello', { state: 'unknown', launch: 'ready' }],
    ['busy before idle', { busy: 'esc', idle: '^>$' }, '>\nesc', { state: 'busy', launch: 'ready' }],
    ['idle', { idle: '^>$' }, 'text\n> ', { state: 'composer', launch: 'ready' }],
    ['not ready, though it looks idle', { ready: 'welcome', idle: '^>$' }, '>', { state: 'unknown', launch: null }],
    [
      'a dialog before everything',
      { idle: '^>$', dialogs: [{ kind: 'permission', pattern: 'Allow (.*)\\?' }] },
      '>\nAllow rm?',
      { state: 'dialog' },
    ],
  ] as const)('%s', (_what, rules, text, expected) => {
    expect(read({ rules: structuredClone(rules) as never }, screen(text))).toMatchObject(expected);
  });

  test.each([
    [9_000, 'unknown'],
    [8_000, 'composer'],
    [null, 'unknown'],
  ])('silence since %s counts only where a rule says so: %s', (lastOutputAt, state) => {
    expect(read({ rules: { quietMs: 2_000 } }, screen('text', lastOutputAt))?.state).toBe(state);
    expect(read({ rules: {} }, screen('text', lastOutputAt))?.state).toBe('unknown');
  });

  test.each([
    [{ ready: '(' }, /wrong at "ready"/],
    [{ quietMs: 1 }, /wrong at "quietMs"/],
    [{ colour: 'red' }, /wrong at ""/],
    [{ dialogs: [{ pattern: '[' }] }, /wrong at "dialogs.0.pattern"/],
  ])('%j are refused', (rules, message) => {
    expect(() => createCommandAgent({ rules: rules as never })).toThrow(
      expect.objectContaining({ code: 'INVALID_CONFIGURATION', message: expect.stringMatching(message) }),
    );
  });
});
