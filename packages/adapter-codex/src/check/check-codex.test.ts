import { chmodSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFakeHome, type FakeHome } from '../__fixtures__/fake-codex.ts';
import { createCodexAgent } from '../codex-agent.ts';

let home: FakeHome;
beforeEach(() => {
  home = createFakeHome();
});
afterEach(() => home.remove());

const check = (signal?: AbortSignal) => createCodexAgent().check({ env: home.env }, signal);

describe('the program', () => {
  test('is found though PATH does not name it, and tells its version', async () => {
    expect(await check()).toEqual({
      level: 'ok',
      summary: 'Codex 0.169.0 is installed and logged in.',
      path: home.program,
      version: '0.169.0',
      remedy: null,
      code: null,
    });
  });

  test.each<[string, () => void, string, string]>([
    ['is not there', () => home.remove(), 'AGENT_NOT_INSTALLED', 'npm install -g @openai/codex'],
    ['may not be executed', () => chmodSync(home.program, 0o644), 'AGENT_NOT_EXECUTABLE', 'chmod +x'],
    ['ends with an error', () => home.script('exit 3'), 'AGENT_NOT_EXECUTABLE', '--version'],
    ['tells something else', () => home.script('echo hello'), 'AGENT_NOT_EXECUTABLE', '--version'],
    ['is too old', () => home.script('echo codex-cli 0.99.0'), 'AGENT_UNSUPPORTED_VERSION', 'codex update'],
  ])('that %s fails the check with the way out', async (_what, arrange, code, remedy) => {
    arrange();
    expect(await check()).toMatchObject({ level: 'failed', code, remedy: expect.stringContaining(remedy) });
  });

  test('that hangs is given up when the caller says so', async () => {
    home.script('sleep 30');
    const stop = new AbortController();
    const checked = check(stop.signal);
    stop.abort(new Error('enough'));
    await expect(checked).rejects.toThrow('enough');
  });
});

describe('the login', () => {
  test.each<[string, unknown, string, string | null]>([
    ['an account', { account: { type: 'chatgpt', email: 'me@example.com' }, requiresOpenaiAuth: true }, 'ok', null],
    ['a provider that needs none', { account: null, requiresOpenaiAuth: false }, 'ok', null],
    ['nothing', { account: null, requiresOpenaiAuth: true }, 'failed', 'AGENT_NOT_LOGGED_IN'],
    ['an answer nobody understands', { hello: 'there' }, 'warning', null],
  ])('with %s', async (_what, account, level, code) => {
    home.answers({ 'account/read': account });
    const result = await check();
    expect(result).toMatchObject({ level, code, version: '0.169.0' });
    expect(result.remedy === null).toBe(level === 'ok');
    expect(JSON.stringify(result)).not.toContain('me@example.com');
  });

  test('that could not be asked for is a warning', async () => {
    home.script(`[ "$1" = --version ] && { echo 'codex-cli 0.169.0'; exit; }; exit 1`);
    expect(await check()).toMatchObject({ level: 'warning', remedy: 'codex login status' });
  });
});
