import { type CommandResult, runCommand } from '@ao/adapter-kit';
import type { DurationMs } from '@ao/domain';
import { openSetupLog } from './setup-log.ts';

/** Commands to be run in a fresh worktree. */
export interface PostCreateRequest {
  readonly commands: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Limit for each of them. */
  readonly timeoutMs: DurationMs;
  readonly logPath: string;
}

/** Runs commands by `sh`, one after the other; the first that fails ends it. Answers what failed, or null. Rejects only when aborted. */
export async function runPostCreate(request: PostCreateRequest, signal?: AbortSignal): Promise<string | null> {
  const { commands, cwd, env, timeoutMs, logPath } = request;
  if (commands.length === 0) return null;
  const log = await openSetupLog(logPath);
  try {
    for (const command of commands) {
      log.append(`$ ${command}\n`);
      const result = await runCommand({
        argv: ['sh', '-c', command],
        cwd,
        env,
        timeoutMs,
        // Everything goes to the log; of the streams only the last words are shown.
        maxOutputBytes: 256 * 1024,
        onOutput: (chunk) => log.append(chunk),
        signal,
      });
      const failure = describeFailure(result, timeoutMs);
      log.append(`[${failure ?? 'done'} after ${(result.durationMs / 1000).toFixed(1)} s]\n`);
      if (result.outcome === 'aborted') throw signal?.reason;
      if (failure !== null) return `The set-up command \`${command}\` ${failure}${lastLine(result)}. See ${logPath}.`;
    }
    return null;
  } finally {
    await log.close();
  }
}

function describeFailure(result: CommandResult, timeoutMs: DurationMs): string | null {
  switch (result.outcome) {
    case 'exited':
      return result.exitCode === 0 ? null : `failed with exit code ${result.exitCode}`;
    case 'signalled':
      return `was ended by ${result.signal}`;
    case 'timed_out':
      return `took longer than ${timeoutMs / 1000} s and was ended (setupTimeoutMs in the project settings raises the limit)`;
    case 'aborted':
      return 'was cancelled';
    case 'not_started':
      return `could not be started: ${result.startFailure?.message}`;
  }
}

function lastLine(result: CommandResult): string {
  const lines = `${result.stdout}\n${result.stderr}`.split('\n').map((line) => line.trim());
  const last = lines.findLast((line) => line !== '');
  return last === undefined ? '' : `: ${last.slice(0, 200)}`;
}
