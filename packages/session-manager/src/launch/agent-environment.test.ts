import { describe, expect, test } from 'vitest';
import { type AgentEnvironmentOptions, agentEnvironment, withPlanEnvironment } from './agent-environment.ts';

function build(changes: Partial<AgentEnvironmentOptions>) {
  return agentEnvironment({
    base: { PATH: '/usr/bin:/bin', HOME: '/home/p', LANG: 'de_DE.UTF-8' },
    project: {},
    own: { AO_SESSION_ID: 'shop-1' },
    binaryDirectory: '/opt/ao/bin',
    pathSeparator: ':',
    utf8Locale: 'C.UTF-8',
    ...changes,
  });
}

describe('the environment of an agent', () => {
  test('is the base with our own variables, a terminal and our own ao first on the path', () => {
    expect(build({})).toEqual({
      PATH: '/opt/ao/bin:/usr/bin:/bin',
      HOME: '/home/p',
      LANG: 'de_DE.UTF-8',
      TERM: 'xterm-256color',
      COLORTERM: 'truecolor',
      AO_SESSION_ID: 'shop-1',
    });
  });

  test.each([
    'CLAUDECODE',
    'CLAUDE_CODE_ENTRYPOINT',
    'AO_TOKEN',
    'AO_SESSION_ID_OF_PARENT',
    'NO_COLOR',
    'TMUX',
    'ZELLIJ_SESSION_NAME',
    'VSCODE_IPC_HOOK_CLI',
    'GIT_DIR',
    'GIT_INDEX_FILE',
    'npm_config_prefix',
    'NOTIFY_SOCKET',
    'PWD',
    'TERM_PROGRAM',
  ])('does not inherit %s', (name) => {
    expect(build({ base: { PATH: '/bin', [name]: 'x' } })).not.toHaveProperty(name);
  });

  test.each(['CLAUDE_CODE_USE_BEDROCK', 'ANTHROPIC_API_KEY', 'CODEX_HOME', 'GIT_AUTHOR_NAME', 'NODE_OPTIONS', 'SSH_AUTH_SOCK'])(
    'keeps %s, which the person has set',
    (name) => {
      expect(build({ base: { PATH: '/bin', [name]: 'x' } })).toHaveProperty(name, 'x');
    },
  );

  test('lets the project override the base, but never our own variables', () => {
    const project = { HOME: '/project', NO_COLOR: '1', TERM: 'dumb', AO_SESSION_ID: 'other-1', AO_HOME: '/x' };
    const env = build({ project });
    expect(env).toMatchObject({ HOME: '/project', NO_COLOR: '1', TERM: 'dumb', AO_SESSION_ID: 'shop-1' });
    expect(env).not.toHaveProperty('AO_HOME');
  });

  test('puts ao first on the path of the project too, once', () => {
    expect(build({ project: { PATH: '/project/bin:/opt/ao/bin' } })['PATH']).toBe('/opt/ao/bin:/project/bin');
    expect(build({ binaryDirectory: null })['PATH']).toBe('/usr/bin:/bin');
    expect(build({ base: {} })['PATH']).toBe('/opt/ao/bin');
  });

  test.each([
    [{ LANG: 'en_US.UTF-8' }, { LANG: 'en_US.UTF-8' }],
    [{ LANG: 'de_DE.utf8' }, { LANG: 'de_DE.utf8' }],
    [{}, { LANG: 'C.UTF-8', LC_CTYPE: 'C.UTF-8' }],
    [{ LANG: 'C' }, { LANG: 'C', LC_CTYPE: 'C.UTF-8' }],
    [
      { LANG: 'de_DE.UTF-8', LC_ALL: 'C' },
      { LANG: 'de_DE.UTF-8', LC_CTYPE: 'C.UTF-8' },
    ],
  ])('makes sure of a UTF-8 locale: %j', (base, expected) => {
    const env = build({ base });
    const locale = Object.entries(env).filter(([name]) => name === 'LANG' || name.startsWith('LC_'));
    expect(Object.fromEntries(locale)).toEqual(expected);
  });

  test('takes what the plan adds and removes', () => {
    expect(withPlanEnvironment({ A: '1', B: '2' }, { A: null, C: '3' })).toEqual({ B: '2', C: '3' });
  });
});
