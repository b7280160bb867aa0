import type { SessionId } from '@ao/domain';

/** Where things of a session are on disk, and the little the engine does with folders itself. All paths are absolute. */
export interface SessionFolders {
  /** Where the worktree of a session belongs: inside the worktree root of this home. Pure. */
  worktreePath(projectId: string, sessionId: SessionId): string;
  /** The private folder of a session: agents' private files, spool. Pure. */
  privateDirectory(sessionId: SessionId): string;
  /** The file the output of a session's set-up commands goes to. Pure. */
  setupLog(sessionId: SessionId): string;
  /** Makes the private folder, mode 0700. There already is success. */
  createPrivate(sessionId: SessionId): Promise<void>;
  /** Removes the private folder with everything in it. Already gone is success. */
  removePrivate(sessionId: SessionId): Promise<void>;
  /** Tells whether a folder exists. */
  exists(path: string): Promise<boolean>;
}
