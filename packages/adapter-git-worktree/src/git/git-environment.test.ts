import { expect, test } from 'vitest';
import { gitEnvironment, withoutRepositoryVariables } from './git-environment.ts';

const DAEMON_ENV = {
  HOME: '/home/me',
  PATH: '/bin',
  GIT_DIR: '/elsewhere/.git',
  GIT_WORK_TREE: '/elsewhere',
  GIT_INDEX_FILE: '/elsewhere/index',
  GIT_OBJECT_DIRECTORY: '/elsewhere/objects',
  GIT_AUTHOR_NAME: 'somebody',
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_PARAMETERS: "'a.b=c'",
  GIT_PREFIX: 'sub/',
  GIT_TRACE: '1',
  GIT_SSH_COMMAND: 'ssh -i key',
  GIT_SSL_CAINFO: '/ca',
  GIT_CONFIG_GLOBAL: '/etc/gitconfig',
  LANGUAGE: 'de',
};

test('variables that name a repository never reach git, those that say how to reach a remote do', () => {
  expect(gitEnvironment(DAEMON_ENV)).toMatchObject({
    HOME: '/home/me',
    PATH: '/bin',
    GIT_SSH_COMMAND: 'ssh -i key',
    GIT_SSL_CAINFO: '/ca',
    GIT_CONFIG_GLOBAL: '/etc/gitconfig',
    LC_ALL: 'C',
    LANGUAGE: undefined,
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
  });
  const names = Object.keys(withoutRepositoryVariables(DAEMON_ENV)).filter((name) => name.startsWith('GIT_'));
  expect(names).toEqual(['GIT_SSH_COMMAND', 'GIT_SSL_CAINFO', 'GIT_CONFIG_GLOBAL']);
});
