import { lstatSync, mkdirSync, statSync } from 'node:fs';
import { AoError } from '@ao/domain';
import { toFileError } from './file-error.ts';

/** How a private directory is looked at. */
export interface PrivateDirectoryOptions {
  /** The user it must belong to; null where users have no numbers. */
  readonly userId: number | null;
  /** Whether the path itself may be a symbolic link. In a folder that others can write to it must not. Default true. */
  readonly allowLink?: boolean | undefined;
}

/**
 * Makes sure that a directory exists which belongs to the user and is closed to everyone else. An existing one is only looked at:
 * its rights may be on purpose, and whatever is in it may have been read already.
 *
 * @throws AoError `HOME_UNSAFE`, `HOME_NOT_WRITABLE`, `DISK_FULL`.
 */
export function ensurePrivateDirectory(path: string, options: PrivateDirectoryOptions): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const facts = options.allowLink === false ? lstatSync(path) : statSync(path);
    if (!facts.isDirectory()) throw unsafe(path, 'is not a directory', 'Remove it, or set AO_HOME.');
    if (options.userId === null) return;
    if (facts.uid !== options.userId) throw unsafe(path, 'belongs to another user', 'Set AO_HOME to a directory of your own.');
    if ((facts.mode & 0o077) !== 0) throw unsafe(path, 'is open to other users', `Run: chmod 700 '${path}'`);
  } catch (thrown) {
    throw toFileError(thrown, `preparing ${path}`);
  }
}

function unsafe(path: string, problem: string, remedy: string): AoError {
  return new AoError('HOME_UNSAFE', { message: `${path} ${problem}. ${remedy}`, details: { path } });
}
