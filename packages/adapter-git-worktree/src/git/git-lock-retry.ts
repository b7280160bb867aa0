import { isDeepStrictEqual } from 'node:util';
import type { CommandResult } from '@ao/adapter-kit';
import type { Clock } from '@ao/ports';
import type { GitCall, GitClient } from './git-client.ts';
import { describeGitFailure, lockedFileOf } from './git-failure.ts';
import { removeStaleLock, type SeenLock, seeLock } from './stale-lock.ts';

/** How long is waited for a lock that another git holds. Its own commands hold one for milliseconds; a stale one stays for ever. */
const LOCK_WAIT_MS = 5_000;
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 400;

/** One command of ours meets few locks; more than these are no accident. */
const MOST_STALE_LOCKS = 3;

/**
 * Runs a git command that writes, again and again while a lock file of another git is in the way, with growing pauses of random
 * length so that several waiters do not meet again. A lock that is still the same after the wait, and whose maker is gone for sure, is
 * removed. Resolves with the last result, whatever its exit code.
 */
export async function runDespiteLocks(git: GitClient, clock: Clock, call: GitCall): Promise<CommandResult> {
  for (let removed = 0; ; removed += 1) {
    const { result, seen } = await runWhileLocked(git, clock, call);
    if (seen === null || removed === MOST_STALE_LOCKS) return result;
    if (!(await removeStaleLock(git, clock, { seen, cwd: call.cwd, minimumAgeMs: LOCK_WAIT_MS }))) return result;
    git.logger?.warn('a lock that a killed git had left was removed', { file: seen.file });
  }
}

/** Answers the lock that was in the way all the time, if it was one and the same. */
async function runWhileLocked(
  git: GitClient,
  clock: Clock,
  call: GitCall,
): Promise<{ readonly result: CommandResult; readonly seen: SeenLock | null }> {
  const deadline = clock.monotonic() + LOCK_WAIT_MS;
  let first: SeenLock | null = null;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const result = await git.run(call);
    const file = result.exitCode === 0 ? null : lockedFileOf(result.stderr);
    if (file === null) return { result, seen: null };
    const now = await seeLock(call.cwd, file);
    if (clock.monotonic() >= deadline) return { result, seen: now !== null && isDeepStrictEqual(now, first) ? first : null };
    first ??= now;
    await clock.sleep(pauseMs * (0.5 + Math.random()), call.signal);
  }
}

/** As {@link runDespiteLocks}, but rejects when the command failed in the end. Answers its standard output. */
export async function writeDespiteLocks(git: GitClient, clock: Clock, call: GitCall): Promise<string> {
  const result = await runDespiteLocks(git, clock, call);
  if (result.exitCode !== 0) throw describeGitFailure(call.args, result);
  return result.stdout;
}
