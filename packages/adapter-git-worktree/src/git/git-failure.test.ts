import type { CommandResult } from '@ao/adapter-kit';
import { describe, expect, test } from 'vitest';
import { describeGitFailure, failedStart, lastWords, lockedFileOf, timedOut } from './git-failure.ts';

function failed(stderr: string, changes: Partial<CommandResult> = {}): CommandResult {
  const nothing = {
    signal: null,
    startFailure: null,
    stdout: '',
    stdoutBytes: Buffer.alloc(0),
    stdoutTruncated: false,
    stderrTruncated: false,
  };
  return { outcome: 'exited', exitCode: 128, stderr, durationMs: 1, ...nothing, ...changes };
}

describe('the file another git holds is found in its words', () => {
  test.each([
    ["fatal: Unable to create '/a b/it's/.git/index.lock': File exists.\n\nAnother git process…", "/a b/it's/.git/index.lock"],
    ["fatal: cannot lock ref 'refs/heads/x': Unable to create '/r/.git/refs/heads/x.lock': File exists.", '/r/.git/refs/heads/x.lock'],
    ['error: could not lock config file .git/config: File exists', '.git/config'],
    ["error: cannot lock ref 'refs/heads/x': is at 123 but expected 456", null],
    ["fatal: Unable to create '/r/.git/index.lock': Permission denied", null],
    ['', null],
  ])('%j', (stderr, file) => {
    expect(lockedFileOf(stderr)).toBe(file);
  });
});

describe('a failure of git is told by its most telling line', () => {
  test.each([
    ['warning: x\nfatal: not good\nhint: try y\n', 'not good'],
    ['error: first\nerror: second', 'second'],
    ['only this', 'only this'],
    ['', ''],
  ])('%j', (stderr, words) => {
    expect(lastWords({ stderr })).toBe(words);
  });

  test('and has the code that fits', () => {
    expect(describeGitFailure(['add'], failed('fatal: No space left on device'))).toMatchObject({ code: 'DISK_FULL' });
    const lock = describeGitFailure(['add'], failed("fatal: Unable to create '/r/index.lock': File exists."));
    expect(lock).toMatchObject({ code: 'GIT_FAILED', details: { lockFile: '/r/index.lock' } });
    expect(describeGitFailure(['add'], failed('fatal: x: Permission denied')).message).toContain('Check the permissions');
    expect(describeGitFailure(['gc'], failed('fatal: bad')).message).toBe('git gc failed: bad');
    expect(describeGitFailure(['gc'], failed('', { exitCode: null, signal: 'SIGKILL' })).message).toBe(
      'git gc failed: it ended with SIGKILL',
    );
    expect(timedOut(['gc'], 2_000)).toMatchObject({ code: 'GIT_TIMEOUT' });
  });

  test('a git that cannot be started is missing, unless the folder is', () => {
    const startFailure = { reason: 'not_found', message: 'spawn git ENOENT' } as const;
    expect(failedStart('git', failed('', { startFailure }))).toMatchObject({ code: 'GIT_NOT_FOUND' });
    const noFolder = { reason: 'working_directory', message: '/x is not a folder' } as const;
    expect(failedStart('git', failed('', { startFailure: noFolder }))).toMatchObject({ code: 'PROJECT_PATH_INVALID' });
  });
});
