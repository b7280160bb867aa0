import { chmodSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFakeHome, type FakeHome, opencodeScript } from '../__fixtures__/fake-opencode.ts';
import { createOpencodeAgent } from '../opencode-agent.ts';

let home: FakeHome;
beforeEach(() => {
  home = createFakeHome();
});
afterEach(() => home.remove());

const check = (env: Readonly<Record<string, string>> = {}, signal?: AbortSignal) =>
  createOpencodeAgent().check({ env: { ...home.env, ...env } }, signal);

describe('the program', () => {
  test('is found though PATH does not name it, and tells its version', async () => {
    expect(await check()).toEqual({
      level: 'ok',
      summary: 'opencode 1.18.33 is installed and has a provider.',
      path: home.program,
      version: '1.18.33',
      remedy: null,
      code: null,
    });
  });

  test.each<[string, () => void, string, string]>([
    ['is not there', () => home.remove(), 'AGENT_NOT_INSTALLED', 'npm install -g opencode-ai'],
    ['may not be executed', () => chmodSync(home.program, 0o644), 'AGENT_NOT_EXECUTABLE', 'chmod +x'],
    ['ends with an error', () => home.script('exit 3'), 'AGENT_NOT_EXECUTABLE', '--version'],
    ['is too old', () => home.script(opencodeScript('1.9.9')), 'AGENT_UNSUPPORTED_VERSION', 'opencode upgrade'],
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

describe('the provider', () => {
  const FREE = 'opencode/big-pickle\nopencode/other-free';

  test.each<[string, () => Readonly<Record<string, string>>]>([
    ['a stored login', () => (home.write('.local/share/opencode/auth.json', { anthropic: { type: 'api', key: 'k' } }), {})],
    ['a login elsewhere', () => (home.write('data/opencode/auth.json', { openai: {} }), { XDG_DATA_HOME: `${home.directory}/data` })],
    ['a login in the environment', () => ({ OPENCODE_AUTH_CONTENT: '{"openai":{}}' })],
    ['a key in the environment', () => ({ ANTHROPIC_API_KEY: 'k' })],
    ['a model of another provider', () => (home.script(opencodeScript('1.18.33', `${FREE}\nmine/model/with/slashes`)), {})],
  ])('is found in %s', async (_what, arrange) => {
    home.script(opencodeScript('1.18.33', FREE));
    expect(await check(arrange())).toMatchObject({ level: 'ok', code: null });
  });

  test.each([
    ['only free models are a warning', FREE, 'warning', null],
    ['no model at all is none', '', 'failed', 'AGENT_NOT_LOGGED_IN'],
  ])('%s', async (_what, models, level, code) => {
    home.script(opencodeScript('1.18.33', models));
    home.write('.local/share/opencode/auth.json', '{}');
    expect(await check()).toMatchObject({ level, code, remedy: expect.stringContaining('opencode auth login') });
  });

  test('models that are not told are unknown, and no reason to refuse', async () => {
    home.script(`[ "$1" = --version ] && echo 1.18.33`);
    expect(await check()).toMatchObject({ level: 'warning', code: null, remedy: `${home.program} models` });
  });
});
