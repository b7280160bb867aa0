import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AoError } from '@ao/domain';
import { toFileError } from '../home/file-error.ts';
import { readRunFile } from './read-run-file.ts';
import type { RunFile } from './run-file.ts';

/**
 * Writes the run file (mode 0600) in one step: whoever reads it sees the old one, none, or the whole new one. Only the holder of the
 * instance lock does this.
 *
 * @throws AoError `DISK_FULL`, `HOME_NOT_WRITABLE`.
 */
export function writeRunFile(path: string, runFile: RunFile): void {
  const partial = `${path}.${runFile.process.pid}.partial`;
  try {
    removePartials(path);
    const file = openSync(partial, 'wx', 0o600);
    try {
      writeFileSync(file, `${JSON.stringify(runFile, null, 2)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(partial, path);
  } catch (thrown) {
    rmSync(partial, { force: true });
    throw toFileError(thrown, `writing ${path}`);
  }
}

/** What daemons left that were killed while they wrote theirs: nobody but the holder of the lock writes here. */
function removePartials(path: string): void {
  const folder = dirname(path);
  const isPartial = (name: string) => name.startsWith(`${basename(path)}.`) && name.endsWith('.partial');
  for (const name of readdirSync(folder).filter(isPartial)) rmSync(join(folder, name), { force: true });
}

/**
 * Removes the run file, if it is the one with this token: a daemon that ends late must not take away the file of its successor.
 *
 * @returns whether it was removed.
 */
export function removeRunFile(path: string, token: string): boolean {
  if (tokenOf(path) !== token) return false;
  rmSync(path, { force: true });
  return true;
}

function tokenOf(path: string): string | null {
  try {
    return readRunFile(path, null)?.token ?? null;
  } catch (thrown) {
    // A damaged file is not ours to judge; the next start writes over it.
    if (AoError.isInstance(thrown)) return null;
    throw thrown;
  }
}
