import { ERROR_CATALOGUE } from '@ao/domain';
import { describe, expect, test } from 'vitest';
import type { Config } from './config.ts';
import { loadConfig } from './load-config.ts';

const options = { homeDirectory: '/home/ada', workingDirectory: '/code/shop' };

function load(env: Record<string, string | undefined>): Config {
  return loadConfig(env, options);
}

test('without variables everything has its default', () => {
  expect(load({})).toEqual({
    home: '/home/ada/.ao',
    port: 3001,
    agent: 'claude-code',
    runtime: 'pty-host',
    maxRunning: null,
    minFreeMemory: { bytes: 536_870_912, percent: 5 },
    allowedOrigins: [],
    webhookHosts: [],
    shutdownTimeoutMs: 10_000,
    requestTimeoutMs: 60_000,
    logLevel: 'info',
    autostart: true,
    agentModules: [],
    githubHosts: [],
    githubAuthors: [],
    observePullRequests: true,
    pullRequestIntervalMs: 30_000,
  });
});

test('empty variables count as not set, and variables of others are not looked at', () => {
  expect(load({ AO_PORT: '', AO_HOME: '  ', AO_LOG_LEVEL: undefined, AO_SESSION: 'shop-1', PATH: '/bin' })).toEqual(load({}));
});

test('everything can be set', () => {
  const env = {
    AO_HOME: '/srv/ao',
    AO_PORT: '0',
    AO_AGENT: 'codex',
    AO_RUNTIME: 'tmux',
    AO_MAX_RUNNING: '4',
    AO_MIN_FREE_MEMORY: '2GiB',
    AO_ALLOWED_ORIGINS: 'https://ao.example, app://dashboard',
    AO_WEBHOOK_HOSTS: 'Hooks.Example.org, smee.test:8443',
    AO_SHUTDOWN_TIMEOUT: '500ms',
    AO_REQUEST_TIMEOUT: '2m',
    AO_LOG_LEVEL: 'DEBUG',
    AO_NO_AUTOSTART: '1',
    AO_AGENT_MODULES: './agents/mine.js,/opt/agents/other.js, ~/third.js',
    AO_GITHUB_HOSTS: 'git.acme.example, 127.0.0.1:4000=http://127.0.0.1:4000/api/v3/',
    AO_GITHUB_AUTHORS: 'ana, release-bot[bot]',
    AO_OBSERVE_PULL_REQUESTS: '0',
    AO_PULL_REQUEST_INTERVAL: '1m',
  };
  expect(load(env)).toEqual({
    home: '/srv/ao',
    port: 0,
    agent: 'codex',
    runtime: 'tmux',
    maxRunning: 4,
    minFreeMemory: { bytes: 2_147_483_648, percent: null },
    allowedOrigins: ['https://ao.example', 'app://dashboard'],
    webhookHosts: ['hooks.example.org', 'smee.test:8443'],
    shutdownTimeoutMs: 500,
    requestTimeoutMs: 120_000,
    logLevel: 'debug',
    autostart: false,
    agentModules: ['/code/shop/agents/mine.js', '/opt/agents/other.js', '/home/ada/third.js'],
    githubHosts: [
      { host: 'git.acme.example', apiUrl: null },
      { host: '127.0.0.1:4000', apiUrl: 'http://127.0.0.1:4000/api/v3' },
    ],
    githubAuthors: ['ana', 'release-bot[bot]'],
    observePullRequests: false,
    pullRequestIntervalMs: 60_000,
  });
});

test.each([
  ['~', '/home/ada'],
  ['~/data/ao', '/home/ada/data/ao'],
  ['~other/ao', '/code/shop/~other/ao'],
  ['data/ao', '/code/shop/data/ao'],
  ['../ao', '/code/ao'],
  ['/srv//ao/../ao2/', '/srv/ao2'],
  [' /srv/ao ', '/srv/ao'],
])('AO_HOME=%s is %s', (text, home) => {
  expect(load({ AO_HOME: text }).home).toBe(home);
});

describe('a wrong value is refused by the name of its variable', () => {
  test.each([
    ['AO_PORT', ['65536', '-1', '80a', '3001.5', '0x10', 'http']],
    ['AO_AGENT', ['Claude', 'claude code', '../x', '-x', 'x'.repeat(41)]],
    ['AO_RUNTIME', ['TMUX', 'a/b']],
    ['AO_MAX_RUNNING', ['0', '-1', '1.5', 'many']],
    ['AO_MIN_FREE_MEMORY', ['512', '-1MiB', '100%', '0%', '5 %', '1TiB', 'much']],
    [
      'AO_ALLOWED_ORIGINS',
      ['*', 'null', 'https://ao.example,null', 'ao.example', 'https://ao.example/path', 'https://user@x', 'https://a b'],
    ],
    ['AO_WEBHOOK_HOSTS', ['*', 'https://example.org', 'a b', '-x', 'x:port', 'example.org/hook']],
    ['AO_SHUTDOWN_TIMEOUT', ['0s', '10', '-1s', '1 hour', '1e3s', '999999h', '0.0001ms']],
    ['AO_REQUEST_TIMEOUT', ['0ms', 'soon']],
    ['AO_LOG_LEVEL', ['loud', 'trace']],
    ['AO_NO_AUTOSTART', ['maybe', '2']],
    [
      'AO_GITHUB_HOSTS',
      [
        'https://github.example.com',
        'a b',
        'x/y',
        'git.acme.example=http://git.acme.example/api/v3',
        'git.acme.example=',
        'git.acme.example=ftp://x',
        'git.acme.example=https://user:secret@x/api/v3',
        'git.acme.example,git.acme.example',
        '=https://x/api/v3',
      ],
    ],
    ['AO_GITHUB_AUTHORS', ['a b', '-x', 'ana,@bo']],
    ['AO_OBSERVE_PULL_REQUESTS', ['never']],
    ['AO_PULL_REQUEST_INTERVAL', ['30', '500ms', '0s']],
  ])('%s', (variable, values) => {
    for (const value of values) {
      const issue = { variable, value, expected: expect.stringMatching(/\S/) };
      const error = {
        code: 'INVALID_CONFIGURATION',
        message: expect.stringContaining(`${variable} is "${value}"`),
        details: { issues: [issue] },
      };
      expect(() => load({ [variable]: value }), `${variable}=${value}`).toThrow(expect.objectContaining(error));
    }
  });

  test('all of them at once', () => {
    expect(() => load({ AO_PORT: 'x', AO_LOG_LEVEL: 'y', AO_AGENT: 'codex' })).toThrow(
      /^AO_PORT is "x", but should be a port .*\. AO_LOG_LEVEL is "y", but should be one of .*\. Correct it, or remove the variable\.$/,
    );
    expect(ERROR_CATALOGUE.INVALID_CONFIGURATION.kind).toBe('bad_request');
  });
});
