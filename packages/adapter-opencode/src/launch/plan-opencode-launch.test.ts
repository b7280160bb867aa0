import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LaunchId } from '@ao/domain';
import type { AgentLaunchRequest } from '@ao/ports';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFakeHome, type FakeHome, KNOWN_CONVERSATION, opencodeScript } from '../__fixtures__/fake-opencode.ts';
import { createOpencodeAgent } from '../opencode-agent.ts';
import { readLaunchNote } from './launch-note.ts';

let home: FakeHome;
let agent: ReturnType<typeof createOpencodeAgent>;
beforeEach(() => {
  home = createFakeHome();
  agent = createOpencodeAgent({ now: () => 1_000 });
});
afterEach(() => home.remove());

const plan = (fields?: Partial<AgentLaunchRequest>) => agent.planLaunch(home.request(fields));
async function resume(agentSessionId: string | null, fields?: Partial<AgentLaunchRequest>) {
  const planned = await agent.planResume?.({ ...home.request(fields), agentSessionId });
  if (planned === undefined) throw new Error('opencode can resume');
  return planned;
}
const noteOf = (launchId = 'l-1') => readLaunchNote(home.request().privateDirectory, launchId as LaunchId);

describe('a launch', () => {
  test('has a server on the loopback interface, and a password nobody else can read', async () => {
    const planned = await plan({ prompt: 'Fix it', model: 'anthropic/claude' });
    const note = await noteOf();
    expect(planned.argv).toEqual([
      home.program,
      '--hostname',
      '127.0.0.1',
      '--port',
      String(note?.port),
      '--model',
      'anthropic/claude',
      '--prompt=Fix it',
    ]);
    expect(planned).toMatchObject({ promptInCommand: true, agentSessionId: null, resumes: false, expectsSignals: true, notices: [] });
    expect(planned.env).toMatchObject({ OPENCODE_SERVER_USERNAME: 'opencode', OPENCODE_SERVER_PASSWORD: note?.password });
    expect(note).toMatchObject({ launchId: 'l-1', plannedAt: 1_000, model: 'anthropic/claude', agent: null, answersItself: false });
    expect(note?.password).toMatch(/^[0-9a-f]{48}$/);
    expect(planned.argv.join(' ')).not.toContain(note?.password);
    expect(statSync(join(home.request().privateDirectory, 'opencode-server.json')).mode & 0o777).toBe(0o600);
  });

  test('planned again keeps port, password and time; another launch has its own', async () => {
    await plan();
    const first = await noteOf();
    agent = createOpencodeAgent({ now: () => 2_000 });
    await plan();
    expect(await noteOf()).toEqual(first);
    await plan({ launchId: 'l-2' as LaunchId });
    const second = await noteOf('l-2');
    expect(second).toMatchObject({ launchId: 'l-2', plannedAt: 2_000 });
    expect(second?.password).not.toBe(first?.password);
    expect(await noteOf('l-1')).toBeNull();
  });

  test('keeps quiet where the person has not said otherwise, and forgets the agent above', async () => {
    const { env } = await plan({ env: { ...home.env, OPENCODE_DISABLE_AUTOUPDATE: '0', OPENCODE_PID: '7', OPENCODE: '1' } });
    expect(env).toMatchObject({
      OPENCODE_DISABLE_MODELS_FETCH: '1',
      OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
      OPENCODE_PID: null,
      OPENCODE: null,
    });
    expect(env).not.toHaveProperty('OPENCODE_DISABLE_AUTOUPDATE');
    expect(env).not.toHaveProperty('OPENCODE_CONFIG_CONTENT');
  });

  test('has its system prompt in a private file', async () => {
    const { env } = await plan({ systemPrompt: 'Be brief.' });
    const { instructions } = JSON.parse(env['OPENCODE_CONFIG_CONTENT'] ?? '') as { readonly instructions: readonly string[] };
    expect(readFileSync(instructions[0] ?? '', 'utf8')).toBe('Be brief.');
    expect(instructions[0]?.startsWith(home.request().privateDirectory)).toBe(true);
  });

  test.each([
    ['longer than 100 kB', 'x'.repeat(100_001)],
    ['with a NUL', 'a\0b'],
    ['that looks like a command', '/exit'],
    ['that looks like one for the shell', ' !ls'],
  ])('leaves a prompt %s to be handed over', async (_what, prompt) => {
    const planned = await plan({ prompt });
    expect(planned.promptInCommand).toBe(false);
    expect(planned.argv.join(' ')).not.toContain('--prompt');
  });
});

test.each([
  ['default', [], {}, { agent: null, answersItself: false }],
  ['plan', ['--agent', 'plan'], {}, { agent: 'plan', answersItself: false }],
  ['accept-edits', [], { OPENCODE_CONFIG_CONTENT: '{"permission":{"edit":"allow"}}' }, { agent: null, answersItself: false }],
  ['bypass-permissions', ['--auto'], {}, { agent: null, answersItself: true }],
] as const)('permission mode %s', async (permissionMode, flags, env, note) => {
  const planned = await plan({ permissionMode });
  expect(planned.argv.slice(5)).toEqual(flags);
  expect(planned.env).toMatchObject(env);
  expect(await noteOf()).toMatchObject(note);
});

describe('going on with a conversation', () => {
  test('resumes it by its id and repeats no prompt', async () => {
    const planned = await resume(KNOWN_CONVERSATION, { prompt: 'hello' });
    expect(planned).toMatchObject({ resumes: true, agentSessionId: KNOWN_CONVERSATION, promptInCommand: false, notices: [] });
    expect(planned.argv.slice(5)).toEqual(['--session', KNOWN_CONVERSATION]);
  });

  test.each([null, 'ses_unknown', '../../x', ''])('%j starts afresh with the prompt, and says so', async (id) => {
    const planned = await resume(id, { prompt: 'hello' });
    expect(planned).toMatchObject({ resumes: false, promptInCommand: true, agentSessionId: null });
    expect(planned.notices[0]).toContain('starts afresh with the first prompt');
  });

  test('an opencode that does not tell what it knows knows nothing', async () => {
    home.script(opencodeScript('1.18.33').replace('session)', 'other)'));
    expect(await resume(KNOWN_CONVERSATION)).toMatchObject({ resumes: false });
  });
});

test.each([
  ['is not installed', () => home.remove(), 'AGENT_NOT_INSTALLED'],
  ['is too old', () => home.script(opencodeScript('1.17.9')), 'AGENT_UNSUPPORTED_VERSION'],
  ['does not tell its version', () => home.script('exit 1'), 'AGENT_LAUNCH_FAILED'],
])('a program that %s is refused before anything is written', async (_what, arrange, code) => {
  arrange();
  await expect(plan()).rejects.toMatchObject({ code });
  expect(existsSync(home.request().privateDirectory)).toBe(false);
});

test('a program is asked for its version once, until it changes', async () => {
  home.script(`echo called >>"${home.directory}/calls"; ${opencodeScript('1.18.33')}`);
  await plan();
  await plan({ launchId: 'l-2' as LaunchId });
  expect(readFileSync(join(home.directory, 'calls'), 'utf8').trim().split('\n')).toHaveLength(1);
  home.script(opencodeScript('1.0.0'));
  await expect(plan({ launchId: 'l-3' as LaunchId })).rejects.toMatchObject({ code: 'AGENT_UNSUPPORTED_VERSION' });
});

test('nothing is written into a worktree', async () => {
  const { worktreePath } = home.request();
  mkdirSync(worktreePath, { recursive: true });
  await plan({ prompt: 'x', systemPrompt: 'y' });
  expect(readdirSync(worktreePath)).toEqual([]);
});
