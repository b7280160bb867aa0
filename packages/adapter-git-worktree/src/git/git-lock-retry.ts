import type { CommandResult } from '@ao/adapter-kit';
import type { Clock } from '@ao/ports';
import type { GitCall, GitClient } from './git-client.ts';
import { describeGitFailure, lockedFileOf } from './git-failure.ts';

/** How long is waited for a lock that another git holds. Its own commands hold one for milliseconds; a stale one stays for ever. */
const LOCK_WAIT_MS = 5_000;
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 400;

/**
 * Runs a git command that writes, again and again while a lock file of another git is in the way, with growing pauses of random
 * length so that several waiters do not meet again. Resolves with the last result, whatever its exit code.
 */
export async function runDespiteLocks(git: GitClient, clock: Clock, call: GitCall): Promise<CommandResult> {
  const deadline = clock.monotonic() + LOCK_WAIT_MS;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const result = await git.run(call);
    if (result.exitCode === 0 || lockedFileOf(result.stderr) === null || clock.monotonic() >= deadline) return result;
    await clock.sleep(pauseMs * (0.5 + Math.random()), call.signal);
  }
}

/** As {@link runDespiteLocks}, but rejects when the command failed in the end. Answers its standard output. */
export async function writeDespiteLocks(git: GitClient, clock: Clock, call: GitCall): Promise<string> {
  const result = await runDespiteLocks(git, clock, call);
  if (result.exitCode !== 0) throw describeGitFailure(call.args, result);
  return result.stdout;
}
