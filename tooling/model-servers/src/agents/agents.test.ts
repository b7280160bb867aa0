import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createClaudeHome } from './claude-home.ts';
import { installAgentCli } from './install-agent-cli.ts';
import { createOpencodeHome } from './opencode-home.ts';
import { createPiHome } from './pi-home.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ao-agents-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** A package manager that notes each call and makes the program, or fails. */
function fakeNpm(script: string): void {
  const bin = join(directory, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'npm'), `#!/bin/sh\necho called >>'${directory}/calls'\n${script}\n`);
  chmodSync(join(bin, 'npm'), 0o755);
  vi.stubEnv('PATH', `${bin}:/usr/bin:/bin`);
  vi.stubEnv('AO_AGENT_CLI_CACHE', join(directory, 'cache'));
}

const MAKE_PROGRAM = 'sleep 0.2; mkdir -p node_modules/.bin && echo ok >node_modules/.bin/claude';
const calls = () => readFileSync(join(directory, 'calls'), 'utf8').trim().split('\n').length;

test('an agent is installed once, whoever asks at the same time, and used as it is afterwards', async () => {
  fakeNpm(MAKE_PROGRAM);
  const [first, ...others] = await Promise.all([
    installAgentCli('claude-code'),
    installAgentCli('claude-code'),
    installAgentCli('claude-code'),
  ]);
  expect(readFileSync(first.program, 'utf8')).toBe('ok\n');
  expect(others).toEqual([first, first]);
  expect(calls()).toBe(1);
  fakeNpm('exit 1');
  expect(await installAgentCli('claude-code')).toEqual(first);
  expect(readdirSync(join(directory, 'cache'))).toEqual([`claude-code@${first.version}`]);
});

test('an installation that fails says why, and leaves nothing that looks installed', async () => {
  fakeNpm('echo no network >&2; exit 7');
  await expect(installAgentCli('claude-code')).rejects.toThrow(/Real agents are not optional[\s\S]*no network/);
  fakeNpm(MAKE_PROGRAM);
  expect(existsSync((await installAgentCli('claude-code')).program)).toBe(true);
});

test('an installation without the program is an error', async () => {
  fakeNpm('true');
  await expect(installAgentCli('claude-code')).rejects.toThrow(/is missing/);
});

test('a home knows the key, the trusted folders, and nothing of the surroundings', async () => {
  vi.stubEnv('ANTHROPIC_AUTH_TOKEN', 'secret');
  const home = await createClaudeHome(join(directory, 'home'), { baseUrl: 'http://127.0.0.1:1', trusted: ['/home/me/shop'] });
  const settings = JSON.parse(readFileSync(join(home.directory, '.claude.json'), 'utf8')) as Record<string, unknown>;
  expect(settings).toMatchObject({ hasCompletedOnboarding: true, projects: { '/home/me/shop': { hasTrustDialogAccepted: true } } });
  expect(home.env).toMatchObject({ HOME: home.directory, ANTHROPIC_BASE_URL: 'http://127.0.0.1:1' });
  expect(JSON.stringify(home.env)).not.toContain('secret');
  expect(statSync(join(home.directory, '.claude.json')).mode & 0o777).toBe(0o600);
});

test('a home of opencode has its provider, and nobody else to talk to', async () => {
  vi.stubEnv('OPENCODE_CONFIG_CONTENT', '{}');
  const home = await createOpencodeHome(join(directory, 'home'), { baseUrl: 'http://127.0.0.1:1/v1', config: { permission: 'ask' } });
  const settings = JSON.parse(readFileSync(join(home.directory, '.config/opencode/opencode.json'), 'utf8')) as Record<string, unknown>;
  expect(settings).toMatchObject({ model: 'scripted/model', enabled_providers: ['scripted'], permission: 'ask' });
  expect(Object.keys(home.env)).not.toContain('OPENCODE_CONFIG_CONTENT');
  const bare = await createOpencodeHome(join(directory, 'bare'), { baseUrl: null });
  expect(readFileSync(join(bare.directory, '.config/opencode/opencode.json'), 'utf8')).not.toContain('provider');
});

test('a home of Pi has its provider, and asks nobody for news', async () => {
  vi.stubEnv('ANTHROPIC_API_KEY', 'secret');
  const home = await createPiHome(join(directory, 'home'), 'http://127.0.0.1:1/v1');
  expect(readFileSync(join(home.directory, '.pi/agent/models.json'), 'utf8')).toContain('http://127.0.0.1:1/v1');
  expect(home.env).toMatchObject({ HOME: home.directory, PI_OFFLINE: '1' });
  expect(JSON.stringify(home.env)).not.toContain('secret');
  const bare = await createPiHome(join(directory, 'bare'), null);
  expect(readdirSync(join(bare.directory, '.pi/agent'))).toEqual([]);
});
