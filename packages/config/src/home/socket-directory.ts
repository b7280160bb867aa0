import { dirname, join } from 'node:path';
import { AoError, utf8Length } from '@ao/domain';
import type { HomeLayout } from './home-layout.ts';
import { ensurePrivateDirectory } from './private-directory.ts';

/** The longest path of a socket. Systems allow 104 to 108 bytes with the closing zero. */
export const SOCKET_PATH_MAX_BYTES = 99;

/** The longest name a socket may have. */
export const SOCKET_NAME_MAX_BYTES = 32;

/** Where sockets go whose home has too long a path, and whose they are. */
export interface SocketDirectoryOptions {
  readonly userId: number | null;
  /** A short directory everyone can write to. Default `/tmp`: unlike the user's runtime directory it outlives a logout, as agents do. */
  readonly sharedDirectory?: string | undefined;
}

/**
 * Chooses and makes the directory for sockets: the run directory of the home, or, when paths in it would be too long for sockets, one
 * for this home in a private directory of the user under the shared one. Somebody else may have made that first, to listen in: it must
 * belong to the user, and must be no link.
 *
 * @throws AoError `HOME_PATH_TOO_LONG`, `HOME_UNSAFE`, `HOME_NOT_WRITABLE`, `DISK_FULL`.
 */
export function ensureSocketDirectory(layout: HomeLayout, options: SocketDirectoryOptions): string {
  const { userId, sharedDirectory = '/tmp' } = options;
  if (fits(layout.runDirectory)) {
    ensurePrivateDirectory(layout.runDirectory, { userId });
    return layout.runDirectory;
  }
  const directory = join(sharedDirectory, `ao-${userId ?? 'user'}`, layout.instanceId);
  if (!fits(directory)) {
    throw new AoError('HOME_PATH_TOO_LONG', { details: { path: layout.runDirectory, limitBytes: longestDirectory() } });
  }
  ensurePrivateDirectory(dirname(directory), { userId, allowLink: false });
  ensurePrivateDirectory(directory, { userId, allowLink: false });
  return directory;
}

function longestDirectory(): number {
  return SOCKET_PATH_MAX_BYTES - 1 - SOCKET_NAME_MAX_BYTES;
}

function fits(directory: string): boolean {
  return utf8Length(directory) <= longestDirectory();
}
