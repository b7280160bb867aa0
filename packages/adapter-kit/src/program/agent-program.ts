import { AoError, type DurationMs } from '@ao/domain';
import type { ToolCheck } from '@ao/ports';
import { runCommand } from '../command/run-command.ts';

/** What is known of an agent's program before it is looked for. */
export interface AgentProgram {
  /** Name for people. */
  readonly displayName: string;
  /** The oldest version that will do. */
  readonly minimumVersion: string;
  /** Commands that mend what is wrong. */
  readonly installCommand: string;
  readonly updateCommand: string;
  /**
   * Finds its absolute path.
   *
   * @throws AoError `AGENT_NOT_INSTALLED` or `AGENT_NOT_EXECUTABLE`.
   */
  find(env: Readonly<Record<string, string>>): Promise<string>;
  /** Asks the program at a path for its version, for programs of which {@link readProgramVersion} asks too much. Null when it tells none. */
  readonly readVersion?:
    | ((path: string, env: Readonly<Record<string, string>>, signal?: AbortSignal) => Promise<string | null>)
    | undefined;
}

/** A program that was found and is new enough. */
export interface UsableProgram {
  readonly path: string;
  readonly version: string;
}

/** What a look at a program gave: itself, or the finding that tells what is wrong. */
export type AgentProgramCheck = ({ readonly type: 'usable' } & UsableProgram) | { readonly type: 'unusable'; readonly check: ToolCheck };

const VERSION_WITHIN_MS: DurationMs = 5_000;
const VERSION = /\b(\d+\.\d+\.\d+)\b/;

/**
 * Asks a program for its version by `--version`, and takes it from either output: some keep the standard one for data. Null when it
 * does not tell one in time. Rejects only when `signal` is aborted.
 */
export async function readProgramVersion(
  path: string,
  env: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<string | null> {
  const result = await runCommand({ argv: [path, '--version'], env, timeoutMs: VERSION_WITHIN_MS, maxOutputBytes: 4096, signal });
  signal?.throwIfAborted();
  if (result.exitCode !== 0) return null;
  return (VERSION.exec(result.stdout) ?? VERSION.exec(result.stderr))?.[1] ?? null;
}

/** True when a version is the given one or a newer one; parts are compared as numbers. */
export function isVersionAtLeast(version: string, wanted: string): boolean {
  return version.localeCompare(wanted, 'en', { numeric: true }) >= 0;
}

async function versionOf(
  program: AgentProgram,
  path: string,
  env: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
): Promise<string | null> {
  const version = await (program.readVersion ?? readProgramVersion)(path, env, signal);
  signal?.throwIfAborted();
  return version;
}

/** Looks for a program and its version, for a report. */
export async function checkAgentProgram(
  program: AgentProgram,
  env: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<AgentProgramCheck> {
  const { displayName, minimumVersion } = program;
  const unusable = (check: Omit<ToolCheck, 'level'>): AgentProgramCheck => ({ type: 'unusable', check: { level: 'failed', ...check } });
  let path: string;
  try {
    path = await program.find(env);
  } catch (error) {
    if (!AoError.isInstance(error)) throw error;
    const remedy = error.code === 'AGENT_NOT_INSTALLED' ? program.installCommand : `chmod +x ${String(error.details['path'])}`;
    return unusable({ summary: error.message, path: null, version: null, remedy, code: error.code });
  }
  const version = await versionOf(program, path, env, signal);
  if (version === null) {
    const summary = `${displayName} was found at ${path}, but it does not tell its version.`;
    return unusable({ summary, path, version, remedy: `${path} --version`, code: 'AGENT_NOT_EXECUTABLE' });
  }
  if (!isVersionAtLeast(version, minimumVersion)) {
    const summary = `${displayName} ${version} is too old: ${minimumVersion} or newer is needed.`;
    return unusable({ summary, path, version, remedy: program.updateCommand, code: 'AGENT_UNSUPPORTED_VERSION' });
  }
  return { type: 'usable', path, version };
}

/**
 * Finds a program that can be launched.
 *
 * @throws AoError `AGENT_NOT_INSTALLED`, `AGENT_NOT_EXECUTABLE`, `AGENT_LAUNCH_FAILED` (it tells no version) or `AGENT_UNSUPPORTED_VERSION`.
 */
export async function requireAgentProgram(
  program: AgentProgram,
  env: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<UsableProgram> {
  const path = await program.find(env);
  const version = await versionOf(program, path, env, signal);
  if (version === null) {
    throw new AoError('AGENT_LAUNCH_FAILED', {
      message: `${path} does not tell its version. Run \`${path} --version\` to see why.`,
      details: { path },
    });
  }
  const { displayName, minimumVersion, updateCommand } = program;
  if (!isVersionAtLeast(version, minimumVersion)) {
    throw new AoError('AGENT_UNSUPPORTED_VERSION', {
      message: `${displayName} ${version} is too old: ${minimumVersion} or newer is needed. Run \`${updateCommand}\`.`,
      details: { version, minimumVersion },
    });
  }
  return { path, version };
}
