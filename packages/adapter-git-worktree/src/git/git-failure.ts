import type { CommandResult } from '@ao/adapter-kit';
import { AoError } from '@ao/domain';

/** How much of what git said goes into an error. */
const STDERR_MAX_LENGTH = 2_000;

/** The error for a git command that ended with a non-zero exit code. */
export function describeGitFailure(args: readonly string[], result: CommandResult): AoError {
  const stderr = result.stderr.trim().slice(0, STDERR_MAX_LENGTH);
  const details = { command: `git ${args.join(' ')}`.slice(0, 500), exitCode: result.exitCode, signal: result.signal, stderr };
  const said = lastWords(result) || `it ended with ${result.signal ?? `exit code ${result.exitCode}`}`;
  if (/no space left on device|disk quota exceeded/iu.test(stderr)) {
    return new AoError('DISK_FULL', {
      message: `git could not write: ${said}. Free some space, then try again; nothing was lost.`,
      details,
    });
  }
  const lock = lockedFileOf(stderr);
  if (lock !== null) {
    const message = `Another git holds ${lock}. If no git is running in this repository, remove that file and try again.`;
    return new AoError('GIT_FAILED', { message, details: { ...details, lockFile: lock } });
  }
  if (/permission denied|read-only file system|unable to create directory/iu.test(stderr)) {
    return new AoError('GIT_FAILED', { message: `git may not write there: ${said}. Check the permissions, then try again.`, details });
  }
  return new AoError('GIT_FAILED', { message: `git ${args[0] ?? ''} failed: ${said}`, details });
}

/** The one line of git's standard error that says most: the last `fatal:` or `error:` line, else the last line. */
export function lastWords(result: Pick<CommandResult, 'stderr'>): string {
  const lines = result.stderr
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const telling = lines.findLast((line) => /^(fatal|error):/u.test(line)) ?? lines.at(-1) ?? '';
  return telling.replace(/^(fatal|error):\s*/u, '');
}

/** The lock file that was in git's way, or null when it failed for another reason. */
export function lockedFileOf(stderr: string): string | null {
  const match =
    /Unable to create '(?<file>.+\.lock)': File exists/u.exec(stderr) ??
    /could not lock config file (?<file>.+): File exists/u.exec(stderr);
  return match?.groups?.file ?? null;
}

/** The error for a git that could not be started at all. */
export function failedStart(gitPath: string, result: CommandResult): AoError {
  const failure = result.startFailure;
  if (failure?.reason === 'working_directory') {
    return new AoError('PROJECT_PATH_INVALID', {
      message: `git cannot run there: ${failure.message}. Give the path of an existing folder.`,
    });
  }
  return new AoError('GIT_NOT_FOUND', {
    message: `git could not be started (${failure?.message ?? 'unknown reason'}). Install git 2.31 or newer.`,
    details: { gitPath },
  });
}

/** The error for a git that took too long and was ended. */
export function timedOut(args: readonly string[], timeoutMs: number): AoError {
  const message = `git ${args[0] ?? ''} took longer than ${Math.round(timeoutMs / 1000)} s and was ended. Check the repository and its disk, then try again.`;
  return new AoError('GIT_TIMEOUT', { message, details: { command: `git ${args.join(' ')}`.slice(0, 500), timeoutMs } });
}

/** The error for more output than can be held in memory. */
export function tooMuchOutput(args: readonly string[]): AoError {
  return new AoError('GIT_FAILED', {
    message: `git ${args[0] ?? ''} printed more than can be handled. Are there millions of untracked files?`,
  });
}
