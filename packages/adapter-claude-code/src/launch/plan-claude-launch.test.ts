import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { HOOK_ASK_COMMAND, HOOK_COMMAND } from '@ao/adapter-kit';
import type { LaunchId } from '@ao/domain';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFakeHome, type FakeHome } from '../__fixtures__/fake-claude.ts';
import { createClaudeCodeAgent } from '../claude-code-agent.ts';
import { claudeSettings } from './claude-settings.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const KNOWN = 'cd0824e7-51b3-4b07-9cc3-fc89d14777e6';

let home: FakeHome;
beforeEach(() => {
  home = createFakeHome();
});
afterEach(() => home.remove());

const agent = createClaudeCodeAgent({ isRoot: false });
const plan = (fields: Parameters<FakeHome['request']>[0] = {}) => agent.planLaunch(home.request(fields));
async function resume(agentSessionId: string | null, fields: Parameters<FakeHome['request']>[0] = {}) {
  const planned = await agent.planResume?.({ ...home.request(fields), agentSessionId });
  if (planned === undefined) throw new Error('Claude Code can resume.');
  return planned;
}

describe('a first launch', () => {
  test('is the whole command line, and the private files it names', async () => {
    const request = home.request({
      prompt: '-x is a prompt',
      systemPrompt: 'You are shop-1.',
      model: 'opus',
      permissionMode: 'accept-edits',
    });
    const planned = await agent.planLaunch(request);
    const settings = join(request.privateDirectory, 'claude-settings.json');
    const systemPrompt = join(request.privateDirectory, 'claude-system-prompt.md');
    expect(planned).toMatchObject({ promptInCommand: true, expectsSignals: true, resumes: false });
    expect(planned.agentSessionId).toMatch(UUID);
    const flags = [
      ['--session-id', planned.agentSessionId],
      ['--permission-mode', 'acceptEdits'],
      ['--model', 'opus'],
      ['--append-system-prompt-file', systemPrompt],
      ['--settings', settings],
      ['--', '-x is a prompt'],
    ];
    expect(planned.argv).toEqual([home.program, ...flags.flat()]);
    expect(readFileSync(systemPrompt, 'utf8')).toBe('You are shop-1.');
    expect(readdirSync(request.privateDirectory).sort()).toEqual(['claude-settings.json', 'claude-system-prompt.md']);
    expect(statSync(settings).mode & 0o777).toBe(0o600);
  });

  test('planned twice is the same; of another launch it is another conversation', async () => {
    expect(await plan({ prompt: 'x' })).toEqual(await plan({ prompt: 'x' }));
    const [first, second] = [await plan(), await plan({ launchId: 'l-2' as LaunchId })];
    expect(second.agentSessionId).toMatch(UUID);
    expect(second.agentSessionId).not.toBe(first.agentSessionId);
  });

  test('writes the same hooks in every session, only events that every supported version knows', async () => {
    const settings = async (session: string) => {
      const request = home.request({ privateDirectory: join(home.directory, session) });
      await agent.planLaunch(request);
      return readFileSync(join(request.privateDirectory, 'claude-settings.json'), 'utf8');
    };
    const text = await settings('one');
    expect(await settings('two')).toBe(text);
    const { hooks, ...rest } = JSON.parse(text) as { readonly hooks: Record<string, unknown> };
    expect(rest).toEqual({});
    expect(Object.keys(hooks)).not.toContain('PreModelSwitch');
    expect(hooks['Stop']).toEqual([{ hooks: [{ type: 'command', command: HOOK_COMMAND, timeout: 10 }] }]);
    expect(hooks['PermissionRequest']).toEqual([{ hooks: [{ type: 'command', command: HOOK_ASK_COMMAND, timeout: 1_209_600 }] }]);
  });

  test.each([
    ['2.1.330', HOOK_ASK_COMMAND],
    ['2.1.197', HOOK_COMMAND],
  ])('version %s has a hook that waits for answers only where its dialog is known to be shown meanwhile', (version, command) => {
    const { hooks } = claudeSettings('default', version) as {
      readonly hooks: Record<string, readonly { readonly hooks: readonly object[] }[]>;
    };
    expect(hooks['PermissionRequest']?.[0]?.hooks).toMatchObject([{ command }]);
  });

  test('leaves the environment as the person has it, but for the spool and what a parent agent left', async () => {
    const { env } = await plan();
    expect(env['AO_SPOOL']).toBe(home.request().spoolDirectory);
    expect(env['CLAUDECODE']).toBeNull();
    expect(Object.keys(env).filter((name) => /DISABLE|SANDBOX|TELEMETRY|UPDATE/.test(name))).toEqual([]);
  });

  test.each([
    ['longer than 100 kB', 'x'.repeat(100_001)],
    ['with a NUL', 'a\0b'],
    ['that is a command of Claude Code', '/clear'],
    ['that would end Claude Code', 'exit'],
  ])('a prompt %s is left to be typed', async (_what, prompt) => {
    const planned = await plan({ prompt });
    expect(planned.promptInCommand).toBe(false);
    expect(planned.argv).not.toContain('--');
  });
});

describe('the permission mode is always given', () => {
  test.each([
    ['default', '2.1.330', 'manual'],
    ['default', '2.1.329', 'default'],
    ['default', '2.2.0', 'manual'],
    ['plan', '2.1.330', 'plan'],
    ['accept-edits', '2.1.330', 'acceptEdits'],
    ['auto', '2.1.330', 'auto'],
    ['bypass-permissions', '2.1.330', 'bypassPermissions'],
  ] as const)('%s of version %s is %s', async (permissionMode, version, flag) => {
    home.script(`echo ${version}`);
    const { argv } = await plan({ permissionMode });
    expect(argv[argv.indexOf('--permission-mode') + 1]).toBe(flag);
  });

  test('bypass-permissions as root is refused with the reason, unless a sandbox is promised', async () => {
    const asRoot = createClaudeCodeAgent({ isRoot: true });
    const request = home.request({ permissionMode: 'bypass-permissions' });
    await expect(asRoot.planLaunch(request)).rejects.toMatchObject({
      code: 'PERMISSION_MODE_UNSUPPORTED',
      message: expect.stringContaining('IS_SANDBOX=1'),
    });
    const planned = await asRoot.planLaunch({ ...request, env: { ...home.env, IS_SANDBOX: '1' } });
    expect(planned.argv).toContain('bypassPermissions');
    expect(readFileSync(join(request.privateDirectory, 'claude-settings.json'), 'utf8')).toContain('skipDangerousModePermissionPrompt');
  });
});

describe('trust', () => {
  test.each<[string, () => Readonly<Record<string, unknown>>, number]>([
    ['is not given', () => ({}), 1],
    ['was given for the repository', () => ({ [home.request().repositoryPath]: { hasTrustDialogAccepted: true } }), 0],
    ['was given for the worktree', () => ({ [home.request().worktreePath]: { hasTrustDialogAccepted: true } }), 0],
    ['was given for a folder above', () => ({ [home.directory]: { hasTrustDialogAccepted: true } }), 1],
    ['was not given when asked', () => ({ [home.request().repositoryPath]: { hasTrustDialogAccepted: false } }), 1],
  ])('that %s', async (_what, projects, notices) => {
    home.write('.claude.json', { projects: projects(), other: [1] });
    const before = readFileSync(join(home.directory, '.claude.json'), 'utf8');
    expect((await plan()).notices).toHaveLength(notices);
    expect(readFileSync(join(home.directory, '.claude.json'), 'utf8')).toBe(before);
  });

  test('is found through a link to the repository', async () => {
    mkdirSync(join(home.directory, 'real'));
    symlinkSync(join(home.directory, 'real'), join(home.directory, 'shop'));
    home.write('.claude.json', { projects: { [join(home.directory, 'real')]: { hasTrustDialogAccepted: true } } });
    expect((await plan()).notices).toEqual([]);
  });
});

describe('going on with a conversation', () => {
  const transcript = `{"type":"mode"}\n{"type":"user","message":{"role":"user","content":"hello"}}\n`;

  test('resumes it by its id, whatever folder it began in, and repeats no prompt', async () => {
    home.write(`.claude/projects/-home-me-elsewhere/${KNOWN}.jsonl`, transcript);
    const planned = await resume(KNOWN, { prompt: 'hello' });
    expect(planned).toMatchObject({ resumes: true, agentSessionId: KNOWN, promptInCommand: false });
    expect(planned.argv.slice(1, 3)).toEqual(['--resume', KNOWN]);
    expect(planned.argv).not.toContain('hello');
  });

  test('looks where CLAUDE_CONFIG_DIR says', async () => {
    home.write(`config/projects/x/${KNOWN}.jsonl`, transcript);
    expect(await resume(KNOWN)).toMatchObject({ resumes: false });
    expect(await resume(KNOWN, { env: { ...home.env, CLAUDE_CONFIG_DIR: join(home.directory, 'config') } })).toMatchObject({
      resumes: true,
    });
  });

  test.each<[string, string | null, () => void]>([
    ['was never learned', null, () => undefined],
    ['has no transcript', KNOWN, () => undefined],
    ['has a transcript without a prompt', KNOWN, () => home.write(`.claude/projects/x/${KNOWN}.jsonl`, '{"type":"mode"}\n')],
    ['has an id that is none', '../../x', () => home.write('.claude/x.jsonl', transcript)],
  ])('one that %s starts afresh with the prompt, and says so', async (_what, id, arrange) => {
    arrange();
    const planned = await resume(id, { prompt: 'hello' });
    expect(planned).toMatchObject({ resumes: false, promptInCommand: true });
    expect(planned.notices[0]).toContain('starts afresh with the first prompt');
    expect(planned.agentSessionId).toMatch(UUID);
  });
});

test.each([
  ['is not installed', () => home.remove(), 'AGENT_NOT_INSTALLED'],
  ['is too old', () => home.script('echo 1.0.0'), 'AGENT_UNSUPPORTED_VERSION'],
  ['does not tell its version', () => home.script('exit 1'), 'AGENT_LAUNCH_FAILED'],
])('a program that %s is refused before anything is written', async (_what, arrange, code) => {
  arrange();
  await expect(plan()).rejects.toMatchObject({ code });
  expect(existsSync(home.request().privateDirectory)).toBe(false);
});

test('nothing is written into a worktree', async () => {
  const { worktreePath } = home.request();
  mkdirSync(worktreePath, { recursive: true });
  execFileSync('git', ['init', '-q', worktreePath]);
  await plan({ prompt: 'x', systemPrompt: 'y' });
  expect(readdirSync(worktreePath)).toEqual(['.git']);
});
