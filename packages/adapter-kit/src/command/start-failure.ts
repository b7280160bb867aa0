import { stat } from 'node:fs/promises';
import type { CommandStartFailure } from './command-result.ts';

/** Tells why a program could not be started. The system reports a missing working directory as if the program were missing. */
export async function readStartFailure(error: unknown, cwd: string | undefined): Promise<CommandStartFailure> {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (cwd !== undefined && !(await isFolder(cwd))) return { reason: 'working_directory', message: `${cwd} is not a folder` };
  if (code === 'ENOENT' || code === 'ENOTDIR') return { reason: 'not_found', message };
  if (code === 'EACCES' || code === 'ENOEXEC') return { reason: 'not_executable', message };
  return { reason: 'other', message };
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
}
