import { chmodSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFakeHome, type FakeHome } from '../__fixtures__/fake-claude.ts';
import { createClaudeCodeAgent } from '../claude-code-agent.ts';

const KEY = `sk-ant-${'k'.repeat(40)}`;
const END = KEY.slice(-20);

let home: FakeHome;
beforeEach(() => {
  home = createFakeHome();
});
afterEach(() => home.remove());

const check = (env: Readonly<Record<string, string>> = {}, signal?: AbortSignal) =>
  createClaudeCodeAgent().check({ env: { ...home.env, ...env } }, signal);

describe('the program', () => {
  test('is found though PATH does not name it, and tells its version', async () => {
    home.write('.claude.json', { hasCompletedOnboarding: true, oauthAccount: { emailAddress: 'me@example.com' } });
    expect(await check()).toEqual({
      level: 'ok',
      summary: 'Claude Code 2.1.330 is installed and logged in.',
      path: home.program,
      version: '2.1.330',
      remedy: null,
      code: null,
    });
  });

  test.each<[string, () => void, string, string]>([
    ['is not there', () => home.remove(), 'AGENT_NOT_INSTALLED', 'npm install -g @anthropic-ai/claude-code'],
    ['may not be executed', () => chmodSync(home.program, 0o644), 'AGENT_NOT_EXECUTABLE', `chmod +x`],
    ['ends with an error', () => home.script('exit 3'), 'AGENT_NOT_EXECUTABLE', '--version'],
    ['tells something else', () => home.script('echo hello'), 'AGENT_NOT_EXECUTABLE', '--version'],
    ['is too old', () => home.script('echo 2.1.99'), 'AGENT_UNSUPPORTED_VERSION', 'claude update'],
  ])('that %s fails the check with the way out', async (_what, arrange, code, remedy) => {
    arrange();
    expect(await check()).toMatchObject({ level: 'failed', code, remedy: expect.stringContaining(remedy) });
  });

  test('that hangs is given up when the caller says so', async () => {
    home.script('sleep 30');
    const stop = new AbortController();
    const checked = check({}, stop.signal);
    stop.abort(new Error('enough'));
    await expect(checked).rejects.toThrow('enough');
  });
});

describe('the login', () => {
  test.each<[string, () => Readonly<Record<string, string>>]>([
    ['a token in the environment', () => ({ ANTHROPIC_AUTH_TOKEN: 'x' })],
    ['a token for automation', () => ({ CLAUDE_CODE_OAUTH_TOKEN: 'x' })],
    ['a cloud provider', () => ({ CLAUDE_CODE_USE_BEDROCK: '1' })],
    ['an account', () => (home.write('.claude.json', { hasCompletedOnboarding: true, oauthAccount: {} }), {})],
    ['stored credentials', () => (home.write('.claude/.credentials.json', { claudeAiOauth: { accessToken: 'x' } }), {})],
    ['a helper that gives keys', () => (home.write('.claude/settings.json', { apiKeyHelper: '/bin/key' }), {})],
    ['an environment in the settings', () => (home.write('.claude/settings.json', { env: { ANTHROPIC_AUTH_TOKEN: 'x' } }), {})],
    ['an approved key', () => (home.write('.claude.json', { customApiKeyResponses: { approved: [END] } }), { ANTHROPIC_API_KEY: KEY })],
    [
      'all of it in another folder',
      () => (home.write('config/.claude.json', { oauthAccount: {} }), { CLAUDE_CONFIG_DIR: `${home.directory}/config` }),
    ],
  ])('is found in %s', async (_what, arrange) => {
    const result = await check(arrange());
    expect(result.code).toBeNull();
    expect(result.summary).not.toContain('API_KEY');
  });

  test.each<[string, () => Readonly<Record<string, string>>]>([
    ['nothing', () => ({})],
    ['empty variables', () => ({ ANTHROPIC_API_KEY: '', ANTHROPIC_AUTH_TOKEN: '', CLAUDE_CODE_USE_BEDROCK: '0' })],
    ['a rejected key', () => (home.write('.claude.json', { customApiKeyResponses: { rejected: [END] } }), { ANTHROPIC_API_KEY: KEY })],
    ['broken files', () => (home.write('.claude.json', '{'), home.write('.claude/settings.json', '[]'), {})],
  ])('is missing with %s', async (_what, arrange) => {
    expect(await check(arrange())).toMatchObject({ level: 'failed', code: 'AGENT_NOT_LOGGED_IN', version: '2.1.330' });
  });

  test('a key nobody approved yet will be asked about', async () => {
    home.write('.claude.json', { hasCompletedOnboarding: true });
    expect(await check({ ANTHROPIC_API_KEY: KEY })).toMatchObject({
      level: 'warning',
      code: null,
      remedy: expect.stringContaining('claude'),
    });
  });

  test('a first start that was never finished will be', async () => {
    expect(await check({ ANTHROPIC_AUTH_TOKEN: 'x' })).toMatchObject({ level: 'warning', summary: expect.stringContaining('theme') });
  });

  test('no secret stands in the answer', async () => {
    expect(JSON.stringify(await check({ ANTHROPIC_API_KEY: KEY }))).not.toContain(END);
  });
});
