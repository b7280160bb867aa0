import { runCommand } from '@ao/adapter-kit';
import type { Environment } from '../config/claude-config.ts';

/** Oldest version all this was seen to work with: it knows every hook this adapter asks for. */
export const MINIMUM_VERSION = '2.1.197';

const VERSION_WITHIN_MS = 5_000;
const VERSION = /\b(\d+\.\d+\.\d+)\b/;

/** Asks a program for its version; null when it does not tell one in time. Starts no conversation and writes nothing. */
export async function readClaudeVersion(program: string, env: Environment, signal?: AbortSignal): Promise<string | null> {
  const result = await runCommand({ argv: [program, '--version'], env, timeoutMs: VERSION_WITHIN_MS, maxOutputBytes: 4096, signal });
  return result.exitCode === 0 ? (VERSION.exec(result.stdout)?.[1] ?? null) : null;
}

/** True when a version is the given one or a newer one. */
export function isAtLeast(version: string, wanted: string): boolean {
  return version.localeCompare(wanted, 'en', { numeric: true }) >= 0;
}
