import { expect, test } from 'vitest';
import { daemonEnvironment } from './clean-environment.ts';

test('a daemon gets the environment of its caller, but nothing that belongs to one session', () => {
  const env = {
    PATH: '/usr/bin',
    HTTPS_PROXY: 'http://proxy',
    AO_HOME: '/home/.ao',
    AO_PORT: '0',
    AO_LOG_LEVEL: 'debug',
    AO_MAX_RUNNING: '4',
    AO_MIN_FREE_MEMORY: '0',
    AO_SESSION_ID: 'shop-1',
    AO_TOKEN: 'of the session',
    AO_URL: 'http://127.0.0.1:1',
    AO_NO_AUTOSTART: '1',
    AO_VERBOSE: '1',
    UNSET: undefined,
  };
  expect(daemonEnvironment(env)).toEqual({
    PATH: '/usr/bin',
    HTTPS_PROXY: 'http://proxy',
    AO_HOME: '/home/.ao',
    AO_PORT: '0',
    AO_LOG_LEVEL: 'debug',
    AO_MAX_RUNNING: '4',
    AO_MIN_FREE_MEMORY: '0',
  });
});
