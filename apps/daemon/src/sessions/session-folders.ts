import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { HomeLayout } from '@ao/config';
import type { SessionFolders } from '@ao/session-manager';

/** Where the things of sessions are in a home. */
export function createSessionFolders(home: HomeLayout): SessionFolders {
  return {
    worktreePath: (projectId, sessionId) => join(home.worktreesDirectory, projectId, sessionId),
    privateDirectory: (sessionId) => home.sessionDirectory(sessionId),
    setupLog: (sessionId) => join(home.logsDirectory, `setup-${sessionId}.log`),
    async createPrivate(sessionId) {
      await mkdir(home.sessionDirectory(sessionId), { recursive: true, mode: 0o700 });
    },
    async removePrivate(sessionId) {
      await rm(home.sessionDirectory(sessionId), { recursive: true, force: true });
    },
    async exists(path) {
      try {
        return (await stat(path)).isDirectory();
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
        throw error;
      }
    },
  };
}
