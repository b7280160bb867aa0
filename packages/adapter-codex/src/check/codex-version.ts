import { runCommand } from '@ao/adapter-kit';
import type { Environment } from '../config/environment.ts';

/** Oldest version all this was seen to work with. Older ones were not looked at; hooks and `--no-daemon` are young. */
export const MINIMUM_VERSION = '0.169.0';

const VERSION_WITHIN_MS = 5_000;
const VERSION = /\b(\d+\.\d+\.\d+)\b/;

/** Asks a program for its version; null when it does not tell one in time. Starts no conversation. */
export async function readCodexVersion(program: string, env: Environment, signal?: AbortSignal): Promise<string | null> {
  const result = await runCommand({ argv: [program, '--version'], env, timeoutMs: VERSION_WITHIN_MS, maxOutputBytes: 4096, signal });
  return result.exitCode === 0 ? (VERSION.exec(result.stdout)?.[1] ?? null) : null;
}

/** True when a version is the given one or a newer one. */
export function isAtLeast(version: string, wanted: string): boolean {
  return version.localeCompare(wanted, 'en', { numeric: true }) >= 0;
}
