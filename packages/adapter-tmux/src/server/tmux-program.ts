import { findProgram, runCommand } from '@ao/adapter-kit';
import { unavailable } from '../runtime-errors.ts';

/** The oldest version that works: control mode with pauses and `new-session -e` came with it. */
export const OLDEST_VERSION = '3.2';
export const INSTALL_REMEDY = `Install tmux ${OLDEST_VERSION} or newer, for example with your system's package manager.`;

const VERSION = /(\d+)\.(\d+)([a-z]?)/;
const VERSION_TIMEOUT_MS = 5_000;

/** A tmux that can be used. */
export interface TmuxProgram {
  readonly path: string;
  readonly version: string;
}

/** Where to look for tmux. */
export interface FindTmuxOptions {
  /** The program itself, when it was set. */
  readonly tmuxPath?: string | undefined;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Finds tmux and reads its version.
 *
 * @throws AoError `AGENT_NOT_INSTALLED`, `AGENT_NOT_EXECUTABLE`, or `RUNTIME_UNAVAILABLE` when it is too old.
 */
export async function findTmux({ tmuxPath, env }: FindTmuxOptions): Promise<TmuxProgram> {
  const path = await findProgram(tmuxPath ?? 'tmux', { env, installHint: INSTALL_REMEDY });
  const result = await runCommand({ argv: [path, '-V'], env, timeoutMs: VERSION_TIMEOUT_MS });
  const version = result.stdout.trim().replace(/^tmux /, '');
  if (result.exitCode !== 0) throw unavailable(`\`${path} -V\` failed`);
  if (!isSupported(version)) throw unavailable(`${path} is version ${version}, too old; it must be ${OLDEST_VERSION} or newer`);
  return { path, version };
}

/** Whether a version as tmux tells it is new enough. `master` and the like are. */
export function isSupported(version: string): boolean {
  const [, major = 0, minor = 0] = (VERSION.exec(version) ?? []).map(Number);
  if (VERSION.exec(version) === null || version.startsWith('openbsd')) return version !== '';
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_VERSION.split('.').map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}
