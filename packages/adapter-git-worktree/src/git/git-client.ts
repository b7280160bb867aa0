import { type CommandResult, runCommand } from '@ao/adapter-kit';
import type { DurationMs } from '@ao/domain';
import type { Logger } from '@ao/ports';
import { gitEnvironment } from './git-environment.ts';
import { describeGitFailure, failedStart, timedOut, tooMuchOutput } from './git-failure.ts';

/** One run of git. */
export interface GitCall {
  /** Folder it runs in. */
  readonly cwd: string;
  /** The subcommand and what follows it. */
  readonly args: readonly string[];
  /** Whether hooks of the repository may run. Default false. */
  readonly hooks?: boolean | undefined;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly input?: string | Uint8Array | undefined;
  /** More output than this is an error. Default 64 MiB. */
  readonly maxOutputBytes?: number | undefined;
  /** Ends git when it has printed `maxOutputBytes`, and takes that as its whole output, with exit code 0. */
  readonly stopWhenFull?: boolean | undefined;
  /** Default 2 minutes. */
  readonly timeoutMs?: DurationMs | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Runs git. Every method rejects with `GIT_NOT_FOUND`, `GIT_TIMEOUT`, or the reason of an aborted signal. */
export interface GitClient {
  /** Is told what people should know of its commands. */
  readonly logger?: Logger | undefined;
  /** Resolves with whatever exit code git gave. */
  run(call: GitCall): Promise<CommandResult>;
  /** Standard output as text; rejects with `GIT_FAILED` or a more exact code when git fails. */
  text(call: GitCall): Promise<string>;
  /** Standard output as bytes, one character per byte; file names are not always UTF-8. Rejects as `text` does. */
  byteText(call: GitCall): Promise<string>;
}

const DEFAULT_TIMEOUT_MS = 2 * 60_000;
const DEFAULT_OUTPUT_BYTES = 64 * 1024 * 1024;

/** File watchers and background maintenance of the user's configuration would outlive us; names in patches are for people. */
const QUIET_SETTINGS = [
  'core.fsmonitor=false',
  'core.quotePath=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'credential.interactive=false',
];
const QUIET_OPTIONS = QUIET_SETTINGS.flatMap((setting) => ['-c', setting]);
/**
 * Hooks only run where the user would expect them: when files are checked out. All else is our own business, in git directories named
 * by their path, also for users who do not want git to stumble into bare ones.
 */
const OWN_BUSINESS = ['-c', 'core.hooksPath=/dev/null', '-c', 'safe.bareRepository=all'];

/** Makes a client for one git program, by absolute path or by a name on PATH. */
export function createGitClient(gitPath: string, logger?: Logger): GitClient {
  async function run(call: GitCall): Promise<CommandResult> {
    const full = new AbortController();
    const maxOutputBytes = call.maxOutputBytes ?? DEFAULT_OUTPUT_BYTES;
    let outputBytes = 0;
    const result = await runCommand({
      argv: [gitPath, ...QUIET_OPTIONS, ...(call.hooks === true ? [] : OWN_BUSINESS), ...call.args],
      cwd: call.cwd,
      env: { ...gitEnvironment(process.env), ...call.env },
      input: call.input,
      timeoutMs: call.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      maxOutputBytes,
      onOutput: (chunk, stream) => {
        if (stream === 'stdout') outputBytes += chunk.length;
        if (outputBytes > maxOutputBytes) full.abort();
      },
      signal: call.signal === undefined ? full.signal : AbortSignal.any([call.signal, full.signal]),
    });
    call.signal?.throwIfAborted();
    if (result.outcome === 'not_started') throw failedStart(gitPath, result);
    if (result.outcome === 'timed_out') throw timedOut(call.args, call.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    if (!result.stdoutTruncated) return result;
    if (call.stopWhenFull !== true) throw tooMuchOutput(call.args);
    return { ...result, outcome: 'exited', exitCode: 0 };
  }

  async function succeed(call: GitCall): Promise<CommandResult> {
    const result = await run(call);
    if (result.exitCode !== 0) throw describeGitFailure(call.args, result);
    return result;
  }

  return {
    logger,
    run,
    text: async (call) => (await succeed(call)).stdout,
    byteText: async (call) => (await succeed(call)).stdoutBytes.toString('latin1'),
  };
}
