import { stat } from 'node:fs/promises';
import { runCommand } from '@ao/adapter-kit';
import { type Environment, quietVariables } from '../launch/opencode-environment.ts';

/** It takes more than a second to tell its version on a quiet machine. */
const VERSION_WITHIN_MS = 10_000;
const VERSION = /\b(\d+\.\d+\.\d+)\b/;

/** Asks a program for its version; null when it does not tell one in time. Starts no conversation. */
export type VersionReader = (program: string, env: Environment, signal?: AbortSignal) => Promise<string | null>;

/** Makes a reader that remembers what a program told until its file changes: it takes long to tell, and every launch asks. */
export function createVersionReader(): VersionReader {
  const known = new Map<string, { readonly file: string; readonly version: string }>();
  return async (program, env, signal) => {
    const file = await fingerprintOf(program);
    const remembered = known.get(program);
    if (remembered?.file === file) return remembered.version;
    const result = await runCommand({
      argv: [program, '--version'],
      env: { ...env, ...quietVariables(env) },
      timeoutMs: VERSION_WITHIN_MS,
      maxOutputBytes: 4096,
      signal,
    });
    const version = result.exitCode === 0 ? (VERSION.exec(result.stdout)?.[1] ?? null) : null;
    if (version !== null) known.set(program, { file, version });
    return version;
  };
}

async function fingerprintOf(path: string): Promise<string> {
  const { ino, size, mtimeMs } = await stat(path);
  return `${ino} ${size} ${mtimeMs}`;
}
