import { findProgram, isVersionAtLeast, readProgramVersion } from '@ao/adapter-kit';
import { AoError } from '@ao/domain';
import type { ToolCheck } from '@ao/ports';

/** The first version with `--pane-id` for all that is needed here, and with contract version 1. */
export const MINIMUM_VERSION = '0.44.0';

const INSTALL = 'Install zellij 0.44 or newer (https://zellij.dev/documentation/installation), or name another runtime with --runtime.';

/** zellij, found and new enough. */
export interface ZellijProgram {
  readonly path: string;
  readonly version: string;
}

/** Where to look for it. */
export interface ZellijSearch {
  /** Absolute path, or a name that is looked for on PATH. */
  readonly program: string;
  /** PATH and HOME of the user. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Finds zellij, and that it is new enough.
 *
 * @throws AoError `RUNTIME_UNAVAILABLE` with what to do about it
 */
export async function requireZellij(search: ZellijSearch, signal?: AbortSignal): Promise<ZellijProgram> {
  const found = await lookForZellij(search, signal);
  if (found.type === 'usable') return found.zellij;
  const { summary, remedy } = found.check;
  throw new AoError('RUNTIME_UNAVAILABLE', { message: `${summary} ${remedy ?? ''}`.trim() });
}

/**
 * Tells whether zellij can be used, for a report. Without it nothing is lost but this runtime, so a missing or an old one is a warning
 * with the code a spawn would be refused with.
 */
export async function checkZellij(search: ZellijSearch, signal?: AbortSignal): Promise<ToolCheck> {
  const found = await lookForZellij(search, signal);
  if (found.type === 'unusable') return found.check;
  const { path, version } = found.zellij;
  return { level: 'ok', summary: `zellij ${version}: one session for each terminal.`, path, version, remedy: null, code: null };
}

type Found = { readonly type: 'usable'; readonly zellij: ZellijProgram } | { readonly type: 'unusable'; readonly check: ToolCheck };

async function lookForZellij({ program, env }: ZellijSearch, signal: AbortSignal | undefined): Promise<Found> {
  const unusable = (summary: string, path: string | null, version: string | null, remedy: string): Found => ({
    type: 'unusable',
    check: { level: 'warning', summary, path, version, remedy, code: 'RUNTIME_UNAVAILABLE' },
  });
  let path: string;
  try {
    path = await findProgram(program, { env, displayName: 'zellij' });
  } catch (error) {
    if (!AoError.isInstance(error)) throw error;
    if (error.code === 'AGENT_NOT_INSTALLED')
      return unusable('zellij is not installed, or not on the PATH the daemon was started with.', null, null, INSTALL);
    const blocked = String(error.details['path']);
    return unusable(`zellij was found at ${blocked}, but it cannot be executed.`, blocked, null, `chmod +x ${blocked}`);
  }
  const version = await readProgramVersion(path, env, signal);
  if (version === null) return unusable(`${path} does not tell its version.`, path, null, `${path} --version`);
  if (!isVersionAtLeast(version, MINIMUM_VERSION)) {
    return unusable(`zellij ${version} is too old: ${MINIMUM_VERSION} or newer is needed.`, path, version, INSTALL);
  }
  return { type: 'usable', zellij: { path, version } };
}
