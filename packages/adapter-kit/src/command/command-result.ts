import type { DurationMs } from '@ao/domain';

/**
 * How a run came to its end.
 *
 * - `exited`: by itself, with an exit code
 * - `signalled`: by a signal that did not come from here
 * - `timed_out`: ended by us, the time was over
 * - `aborted`: ended by us, the caller's signal said so; also when the signal had been given before the start
 * - `not_started`: there was nothing to run, see {@link CommandResult.startFailure}
 */
export type CommandOutcome = 'exited' | 'signalled' | 'timed_out' | 'aborted' | 'not_started';

/** Why a program could not be started. */
export interface CommandStartFailure {
  readonly reason: 'not_found' | 'not_executable' | 'working_directory' | 'other';
  /** The system's own words. */
  readonly message: string;
}

/** What a run gave. A program that fails is a result, not an error. */
export interface CommandResult {
  readonly outcome: CommandOutcome;
  /** Set when the outcome is `exited`, else null. */
  readonly exitCode: number | null;
  /** The signal that ended the program, if one did. */
  readonly signal: NodeJS.Signals | null;
  /** Set when the outcome is `not_started`, else null. */
  readonly startFailure: CommandStartFailure | null;
  /** Standard output as UTF-8 text; broken characters are replaced. */
  readonly stdout: string;
  /** Standard error as UTF-8 text; broken characters are replaced. */
  readonly stderr: string;
  /** Standard output as it came. */
  readonly stdoutBytes: Buffer;
  /** True when the stream was longer than `maxOutputBytes`. */
  readonly stdoutTruncated: boolean;
  readonly stderrTruncated: boolean;
  readonly durationMs: DurationMs;
}
