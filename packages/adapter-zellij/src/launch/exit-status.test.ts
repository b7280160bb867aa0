import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { readExitStatus } from './exit-status.ts';

test.each([
  ['0 exit\n', { code: 0, signal: null }],
  ['7 exit\n', { code: 7, signal: null }],
  ['255 exit\n', { code: 255, signal: null }],
  ['137 signal\n', { code: null, signal: 'SIGKILL' }],
  ['143 signal\n', { code: null, signal: 'SIGTERM' }],
  // A program that ended with just that code: the shell did not speak of a signal.
  ['137 exit\n', { code: 137, signal: null }],
  // Shells say nothing about these, so nobody can tell.
  ['130 exit\n', { code: null, signal: null }],
  ['141 exit\n', { code: null, signal: null }],
  // A signal this system does not know.
  ['255 signal\n', { code: null, signal: null }],
])('%j', (text, expected) => {
  expect(readExitStatus(text)).toEqual(expected);
});

test.each(['', '0 exit', '0\n', 'x exit\n', '-1 exit\n', '1000 exit\n', '0 exit\n0 exit\n', ' 0 exit\n', '0 gone\n'])(
  '%j was not written by the keeper, or not to its end',
  (text) => {
    expect(readExitStatus(text)).toBeNull();
  },
);

test.each([
  ['kill -KILL $$', 'SIGKILL'],
  ['kill -TERM $$', 'SIGTERM'],
  ['kill -SEGV $$', 'SIGSEGV'],
])('the number a real shell gives for `%s` is read as that signal', (script, signal) => {
  const { stdout } = spawnSync('/bin/sh', ['-c', `/bin/sh -c '${script}' 2>/dev/null; echo "$? signal"`], { encoding: 'utf8' });
  expect(readExitStatus(stdout)).toEqual({ code: null, signal });
});
