import { realpathSync } from 'node:fs';
import { type HomeLayout, homeLayout } from './home-layout.ts';
import { ensurePrivateDirectory } from './private-directory.ts';
import { ensureSocketDirectory, type SocketDirectoryOptions } from './socket-directory.ts';

/** A data directory that exists and is safe to use. */
export interface PreparedHome extends HomeLayout {
  /** Where sockets are put: short enough for names of up to 32 bytes. */
  readonly socketDirectory: string;
}

/**
 * Makes the data directory and everything in it that must be there, closed to other users, and checks that it is so. What follows uses
 * the real path of the home: by whatever name it was given, it is one instance.
 *
 * @throws AoError `HOME_UNSAFE`, `HOME_NOT_WRITABLE`, `HOME_PATH_TOO_LONG`, `DISK_FULL`.
 */
export function prepareHome(home: string, options: SocketDirectoryOptions): PreparedHome {
  const { userId } = options;
  ensurePrivateDirectory(home, { userId });
  const layout = homeLayout(realpathSync(home));
  const { backupsDirectory, worktreesDirectory, sessionsDirectory, runDirectory, logsDirectory } = layout;
  for (const directory of [backupsDirectory, worktreesDirectory, sessionsDirectory, runDirectory, logsDirectory]) {
    ensurePrivateDirectory(directory, { userId });
  }
  return { ...layout, socketDirectory: ensureSocketDirectory(layout, options) };
}
