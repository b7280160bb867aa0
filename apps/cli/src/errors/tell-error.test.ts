import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AoError } from '@ao/domain';
import { describeError } from './error-report.ts';
import { tellError } from './tell-error.ts';

let stdout: string;
let stderr: string;
beforeEach(() => {
  stdout = '';
  stderr = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((stdout += String(text))));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((stderr += String(text))));
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

const tell = (argv: readonly string[], env = {}): void =>
  tellError(describeError(new AoError('SESSION_NOT_FOUND', { message: 'No such session.' })), { argv, env });

test('to people on standard error, with the exit code', () => {
  tell(['kill', 'x']);
  expect({ stdout, stderr, exitCode: process.exitCode }).toEqual({ stdout: '', stderr: 'No such session.\n', exitCode: 3 });
});

test('to programs as one document on standard output, and nothing else', () => {
  tell(['kill', 'x', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'SESSION_NOT_FOUND', message: 'No such session.' } });
  expect(stderr).toBe('');
});

test('flags behind -- belong to the command of an agent', () => {
  tell(['spawn', '--', 'tool', '--json', '--verbose']);
  expect({ stdout, stderr }).toEqual({ stdout: '', stderr: 'No such session.\n' });
});

test.each([
  [['--verbose'], {}, true],
  [[], { AO_VERBOSE: '1' }, true],
  [[], { AO_VERBOSE: '0' }, false],
  [[], {}, false],
])('with %j and %j everything that is known: %s', (argv, env, isVerbose) => {
  tell(argv, env);
  expect(stderr.includes('code SESSION_NOT_FOUND')).toBe(isVerbose);
});
