import { stat } from 'node:fs/promises';
import { runCommand } from '@ao/adapter-kit';
import { AoError } from '@ao/domain';
import { type Environment, quietVariables } from '../launch/opencode-environment.ts';

/** The version all this was seen to work with; older ones have other paths in their interface. */
export const MINIMUM_VERSION = '1.18.0';

/** It takes more than a second to tell its version on a quiet machine. */
const VERSION_WITHIN_MS = 15_000;
const VERSION = /\b(\d+\.\d+\.\d+)\b/;

/** Asks a program for its version; null when it does not tell one in time. Starts no conversation. */
export async function readOpencodeVersion(program: string, env: Environment, signal?: AbortSignal): Promise<string | null> {
  const result = await runCommand({
    argv: [program, '--version'],
    env: { ...env, ...quietVariables(env) },
    timeoutMs: VERSION_WITHIN_MS,
    maxOutputBytes: 4096,
    signal,
  });
  return result.exitCode === 0 ? (VERSION.exec(result.stdout)?.[1] ?? null) : null;
}

/** True when a version is the given one or a newer one. */
export function isAtLeast(version: string, wanted: string): boolean {
  return version.localeCompare(wanted, 'en', { numeric: true }) >= 0;
}

/** Makes sure that a program can be launched. */
export type VersionGuard = (program: string, env: Environment, signal?: AbortSignal) => Promise<void>;

/**
 * Makes a guard that remembers what a program told until the file changes: it takes long to tell, and every launch asks.
 *
 * The guard throws AoError `AGENT_LAUNCH_FAILED` or `AGENT_UNSUPPORTED_VERSION`.
 */
export function createVersionGuard(): VersionGuard {
  const known = new Map<string, { readonly file: string; readonly version: string }>();
  return async (program, env, signal) => {
    const file = await fingerprintOf(program);
    const remembered = known.get(program);
    const version = remembered?.file === file ? remembered.version : await readOpencodeVersion(program, env, signal);
    signal?.throwIfAborted();
    if (version === null) {
      throw new AoError('AGENT_LAUNCH_FAILED', {
        message: `${program} does not tell its version. Run \`${program} --version\` to see why.`,
        details: { path: program },
      });
    }
    known.set(program, { file, version });
    if (isAtLeast(version, MINIMUM_VERSION)) return;
    throw new AoError('AGENT_UNSUPPORTED_VERSION', {
      message: `opencode ${version} is too old: ${MINIMUM_VERSION} or newer is needed. Run \`opencode upgrade\`.`,
      details: { version, minimumVersion: MINIMUM_VERSION },
    });
  };
}

async function fingerprintOf(path: string): Promise<string> {
  const { ino, size, mtimeMs } = await stat(path);
  return `${ino} ${size} ${mtimeMs}`;
}
