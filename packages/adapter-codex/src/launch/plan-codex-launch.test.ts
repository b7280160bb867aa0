import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { HOOK_ASK_COMMAND, HOOK_COMMAND } from '@ao/adapter-kit';
import { parse } from 'smol-toml';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFakeHome, type FakeHome, hooksAnswer } from '../__fixtures__/fake-codex.ts';
import { createCodexAgent } from '../codex-agent.ts';
import { CODEX_HOOK_EVENTS } from '../hooks/codex-hooks.ts';

const KNOWN = '01a20485-6c61-7812-86b0-5f2be9ee1504';
/** The id says 18:29 of that day, universal time. */
const RECORD = `.codex/sessions/2026/11/22/rollout-2026-11-22T18-29-42-${KNOWN}.jsonl`;

let home: FakeHome;
let agent: ReturnType<typeof createCodexAgent>;
beforeEach(() => {
  home = createFakeHome();
  agent = createCodexAgent();
});
afterEach(() => home.remove());

type Fields = Parameters<FakeHome['request']>[0];
const plan = (fields: Fields = {}) => agent.planLaunch(home.request(fields));
async function resume(agentSessionId: string | null, fields: Fields = {}) {
  const planned = await agent.planResume?.({ ...home.request(fields), agentSessionId });
  if (planned === undefined) throw new Error('Codex can resume.');
  return planned;
}

/** All settings given by `-c`, as Codex reads them: the key is a path, the value TOML. */
function settings(argv: readonly string[]): Readonly<Record<string, unknown>> {
  const pairs = argv.flatMap((flag, index) => (flag === '-c' ? [argv[index + 1] ?? ''] : []));
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), parse(`x = ${pair.slice(pair.indexOf('=') + 1)}`)['x']]),
  );
}

describe('a first launch', () => {
  test('is the whole command line', async () => {
    const systemPrompt = 'You are "shop-1".\nBe \\ careful.';
    const planned = await plan({ prompt: '-x is a prompt', systemPrompt, model: 'a-model' });
    expect(planned).toMatchObject({ promptInCommand: true, expectsSignals: true, resumes: false, agentSessionId: null });
    const given = settings(planned.argv);
    expect(planned.argv.filter((argument, index) => argument !== '-c' && planned.argv[index - 1] !== '-c')).toEqual([
      home.program,
      '--no-daemon',
      '--sandbox',
      'workspace-write',
      '--ask-for-approval',
      'on-request',
      '--model',
      'a-model',
      '--',
      '-x is a prompt',
    ]);
    expect(given).toMatchObject({ approvals_reviewer: 'user', check_for_update_on_startup: false, developer_instructions: systemPrompt });
    expect(given['hooks.Stop']).toEqual([{ hooks: [{ type: 'command', command: HOOK_COMMAND, timeout: 3 }] }]);
    expect(given['hooks.PermissionRequest']).toEqual([{ hooks: [{ type: 'command', command: HOOK_ASK_COMMAND, timeout: 604_800 }] }]);
  });

  test('trusts its own hooks by their hash, and no others', async () => {
    const { argv } = await plan();
    const trusted = Object.entries(settings(argv)['hooks.state'] as object);
    expect(trusted).toHaveLength(CODEX_HOOK_EVENTS.length);
    expect(trusted).toContainEqual(['/<session-flags>/config.toml:pre_tool_use:0:0', { trusted_hash: 'sha256:PreToolUse' }]);
    expect(JSON.stringify(trusted)).not.toContain('foreign');
    expect(argv.join(' ')).not.toContain('bypass');
  });

  test('puts what the person tells every conversation before the system prompt, and leaves it alone without one', async () => {
    home.write('.codex/config.toml', 'developer_instructions = "Be brief."\n');
    expect(settings((await plan({ systemPrompt: 'You are shop-1.' })).argv)).toMatchObject({
      developer_instructions: 'Be brief.\n\nYou are shop-1.',
    });
    expect(settings((await plan()).argv)).not.toHaveProperty('developer_instructions');
  });

  test('leaves the environment as the person has it, but for the spool and what a parent agent left', async () => {
    const { env } = await plan();
    expect(env['AO_SPOOL']).toBe(home.request().spoolDirectory);
    expect(env['CODEX_THREAD_ID']).toBeNull();
    expect(Object.keys(env)).not.toContain('CODEX_HOME');
  });

  test.each([
    ['longer than 100 kB', 'x'.repeat(100_001)],
    ['with a NUL', 'a\0b'],
    ['of nothing', '  '],
  ])('a prompt %s is left to be typed', async (_what, prompt) => {
    const planned = await plan({ prompt });
    expect(planned.promptInCommand).toBe(false);
    expect(planned.argv).not.toContain('--');
  });

  test.each([
    ['!touch x', ' !touch x'],
    ['/exit', ' /exit'],
  ])('a prompt that would be a command is made harmless: %j', async (prompt, argument) => {
    expect((await plan({ prompt })).argv.at(-1)).toBe(argument);
  });
});

describe('the hooks', () => {
  test('are asked for once, by all who want to know at the same time together', async () => {
    await Promise.all([plan(), plan({ permissionMode: 'auto' }), plan()]);
    await plan();
    expect(home.asked()).toBe(1);
  });

  test('are asked for again when another version is there', async () => {
    await plan();
    home.script(`[ "$1" = --version ] && echo 'codex-cli 0.170.0'; exit 0`);
    expect((await plan()).expectsSignals).toBe(false);
  });

  test.each<[string, () => void]>([
    ['answers something else', () => home.answers({ 'hooks/list': { data: [] } })],
    ['lacks one of them', () => home.answers({ 'hooks/list': { data: [{ hooks: [] }] } })],
    ['ends at once', () => home.script(`[ "$1" = --version ] && { echo 'codex-cli 0.169.0'; exit; }; exit 1`)],
  ])('are left out, and people are told, when Codex %s; the next launch asks again', async (_what, arrange) => {
    arrange();
    const planned = await plan();
    expect(planned).toMatchObject({ expectsSignals: false, notices: [expect.stringContaining('has none'), expect.anything()] });
    expect(settings(planned.argv)).not.toHaveProperty('hooks.Stop');
    home.answers({ 'hooks/list': hooksAnswer() });
    expect((await plan()).expectsSignals).toBe(true);
  });

  test('are not waited for longer than the caller wants', async () => {
    home.answers({});
    await expect(agent.planLaunch(home.request(), AbortSignal.timeout(200))).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

describe('the permission mode is always given', () => {
  test.each([
    ['default', ['--sandbox', 'workspace-write', '--ask-for-approval', 'on-request']],
    ['plan', ['--sandbox', 'read-only', '--ask-for-approval', 'on-request']],
    ['auto', ['--approve-for-me']],
    ['bypass-permissions', ['--dangerously-bypass-approvals-and-sandbox']],
  ] as const)('%s is %j', async (permissionMode, flags) => {
    expect((await plan({ permissionMode })).argv.slice(2, 2 + flags.length)).toEqual(flags);
  });

  test('in auto nobody hears of requests: a reviewer answers them', async () => {
    const given = settings((await plan({ permissionMode: 'auto' })).argv);
    expect(given).not.toHaveProperty('hooks.PermissionRequest');
    expect(JSON.stringify(given['hooks.state'])).not.toContain('permission_request');
  });
});

describe('trust', () => {
  test.each<[string, () => string, number]>([
    ['is not given', () => '', 1],
    ['was given for the repository', () => table(home.request().repositoryPath, 'trusted'), 0],
    ['was given for the worktree', () => table(home.request().worktreePath, 'trusted'), 0],
    ['was given for a folder above', () => table(home.directory, 'trusted'), 1],
    ['was refused', () => table(home.request().repositoryPath, 'untrusted'), 1],
    ['stands in a file that makes no sense', () => '[projects', 1],
  ])('that %s', async (_what, config, notices) => {
    home.write('.codex/config.toml', config());
    expect((await plan()).notices).toHaveLength(notices);
  });

  test('is found through a link to the repository, and where CODEX_HOME says', async () => {
    mkdirSync(join(home.directory, 'real'));
    symlinkSync(join(home.directory, 'real'), join(home.directory, 'shop'));
    home.write('elsewhere/config.toml', table(join(home.directory, 'real'), 'trusted'));
    expect((await plan()).notices).toHaveLength(1);
    expect((await plan({ env: { ...home.env, CODEX_HOME: join(home.directory, 'elsewhere') } })).notices).toEqual([]);
  });

  const table = (path: string, level: string) => `[projects.${JSON.stringify(path)}]\ntrust_level = "${level}"\n`;
});

describe('going on with a conversation', () => {
  test('resumes it by its id in the worktree, and repeats no prompt', async () => {
    home.write(RECORD, '{}\n');
    const planned = await resume(KNOWN, { prompt: 'hello' });
    expect(planned).toMatchObject({ resumes: true, agentSessionId: KNOWN, promptInCommand: false });
    expect(planned.argv.slice(1, 5)).toEqual(['resume', KNOWN, '-C', home.request().worktreePath]);
    expect(planned.argv).not.toContain('hello');
  });

  test.each(['.codex/sessions/2026/11/23/rollout-2026-11-23T04-29-42-', '.codex/sessions/2026/11/21/rollout-2026-11-21T23-29-42-'])(
    'finds it under the day of another zone: %s',
    async (path) => {
      home.write(`${path}${KNOWN}.jsonl`, '{}\n');
      expect(await resume(KNOWN)).toMatchObject({ resumes: true });
    },
  );

  test.each<[string, string | null, () => void]>([
    ['was never learned', null, () => undefined],
    ['has no record', KNOWN, () => undefined],
    ['has an id that is none', '../../x', () => home.write('.codex/x.jsonl', '{}')],
  ])('one that %s starts afresh with the prompt, and says so', async (_what, id, arrange) => {
    arrange();
    const planned = await resume(id, { prompt: 'hello' });
    expect(planned).toMatchObject({ resumes: false, promptInCommand: true, agentSessionId: null });
    expect(planned.notices[0]).toContain('starts afresh with the first prompt');
  });
});

test.each([
  ['is not installed', () => home.remove(), 'AGENT_NOT_INSTALLED'],
  ['is too old', () => home.script('echo codex-cli 0.168.9'), 'AGENT_UNSUPPORTED_VERSION'],
  ['does not tell its version', () => home.script('exit 1'), 'AGENT_LAUNCH_FAILED'],
])('a program that %s is refused', async (_what, arrange, code) => {
  arrange();
  await expect(plan()).rejects.toMatchObject({ code });
});

test('nothing is written, neither into the worktree nor anywhere else', async () => {
  const { worktreePath, privateDirectory } = home.request();
  mkdirSync(worktreePath, { recursive: true });
  execFileSync('git', ['init', '-q', worktreePath]);
  await plan({ prompt: 'x', systemPrompt: 'y' });
  expect(readdirSync(worktreePath)).toEqual(['.git']);
  expect(existsSync(privateDirectory)).toBe(false);
  expect(existsSync(join(home.directory, '.codex'))).toBe(false);
});
