import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHome, type TestHome } from '../harness/test-home.ts';

let home: TestHome;
beforeAll(async () => {
  home = createTestHome();
  await home.ao(['project', 'add', '.']);
});
afterAll(() => home[Symbol.asyncDispose]());

test.each<[string[], number, RegExp]>([
  [['nonsense'], 2, /no command "nonsense"/],
  [['ls', '--nonsense'], 2, /--nonsense/],
  [['kill'], 2, /session/],
  [['session', 'get', 'not an id'], 2, /is not a session id/],
  [['session', 'get', 'shop-99'], 3, /no session/i],
  [['kill', 'shop-99'], 3, /no session/i],
  [['send', 'shop-99', 'hello'], 3, /no session/i],
  [['output', 'shop-99'], 3, /no session/i],
  [['attach', 'shop-99'], 2, /needs a terminal/],
  [['wait', 'shop-99', '--until', 'idle'], 3, /no session/i],
  [['wait', 'shop-1', '--until', 'happy'], 2, /nothing one can wait for/],
  [['wait', 'shop-1', '--timeout', 'soon'], 2, /not a length of time/],
  [['spawn', 'x', '--project', 'nowhere'], 3, /no project "nowhere"/],
  [['spawn', 'x', '--agent', 'nobody'], 2, /nobody/],
  [['spawn', 'x', '--permission', 'root'], 2, /root/],
  [['spawn', 'x', '--branch', 'bad..name'], 2, /branch/i],
  [['spawn', 'x', '--base', 'no-such-branch'], 2, /no-such-branch/],
  [['spawn', '--prompt-file', '/no/such/file'], 2, /cannot be read/],
  [['project', 'add', '/no/such/folder'], 2, /\/no\/such\/folder/],
  [['project', 'add', '/tmp'], 2, /git/],
  [['project', 'add', '.'], 5, /already/],
  [['project', 'get', 'nowhere'], 3, /no project/],
  [['project', 'config', 'set', 'shop', 'colour', 'red'], 2, /no setting "colour"/],
  [['project', 'config', 'set', 'shop', 'copy', '../secrets'], 2, /leads out of the repository/],
])('ao %j ends with code %i and says what to do', async (args, code, message) => {
  const result = await home.ao(args);
  expect(result.stderr).toMatch(message);
  expect(result.stdout).toBe('');
  expect(result.code).toBe(code);
  expect(result.stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(3);
});

test('with --json an error is one document on standard output, with a stable code', async () => {
  const result = await home.ao(['session', 'get', 'shop-99', '--json']);
  expect(result).toMatchObject({ code: 3, stderr: '' });
  expect(JSON.parse(result.stdout)).toMatchObject({ error: { code: 'SESSION_NOT_FOUND', details: { sessionId: 'shop-99' } } });
});

test('nothing of all that left a session, a worktree or a process behind', async () => {
  expect(await home.json(['ls', '--all'])).toEqual({ sessions: [], lost: [] });
  expect(home.repository.git('worktree', 'list').split('\n')).toHaveLength(1);
  expect(home.repository.git('branch', '--list', 'ao/*')).toBe('');
  expect(home.processes()).toHaveLength(1);
});
