import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sampleSession } from '../__fixtures__/sample-session.ts';
import { openStubHome, type StubHome } from '../__fixtures__/stub-home.ts';
import { runFastPath } from './fast-path.ts';

let home: StubHome;
let stdout: string;
beforeEach(async () => {
  home = await openStubHome(() => ({ sessions: [sampleSession()] }));
  stdout = '';
  vi.stubEnv('AO_HOME', home.path);
  vi.stubEnv('AO_NO_AUTOSTART', '1');
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((stdout += String(text))));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = undefined;
});

test.each([[['ls']], [['ls', '--all']], [['ls', '-a', '--json']], [['status']], [['status', '--json']]])('%j is fast', async (argv) => {
  expect(await runFastPath(argv)).toBe(true);
  expect(home.requests).toHaveLength(1);
});

test.each([
  [[]],
  [['ls', '--watch']],
  [['ls', '--project', 'shop']],
  [['ls', '--help']],
  [['ls', 'extra']],
  [['status', '--all']],
  [['status', '--verbose']],
  [['session', 'ls']],
  [['kill', 'shop-1']],
  [['toString']],
])('%j goes the long way, and nothing was asked or said before', async (argv) => {
  expect(await runFastPath(argv)).toBe(false);
  expect(home.requests).toEqual([]);
  expect(stdout).toBe('');
});

test('ended sessions are asked for only with --all', async () => {
  await runFastPath(['ls']);
  await runFastPath(['ls', '--all']);
  expect(home.requests[0]?.query).not.toEqual(home.requests[1]?.query);
});
