import { readdir, readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { readMarker, sessionOfLock, type WorktreeMarker } from './worktree-marker.ts';

/** How a repository knows a worktree. */
export interface WorktreeRegistration {
  /** Its folder inside the git directory, for example `/code/shop/.git/worktrees/shop-1`. */
  readonly adminDirectory: string;
  /** The git directory it shares with the others. */
  readonly commonDirectory: string;
  /** Ours and complete, when present. */
  readonly marker: WorktreeMarker | null;
  /** The session it was begun for, by marker or by lock; null when it is not ours. */
  readonly sessionId: string | null;
}

/**
 * Reads how a folder is registered as a linked worktree; null when it is none, or its repository does not know it (any more). Both ends
 * must name each other: a folder that only claims to be a worktree, or that of somebody else, is none.
 */
export async function readRegistration(worktreePath: string): Promise<WorktreeRegistration | null> {
  const [top, adminDirectory] = await Promise.all([realpath(worktreePath).catch(() => null), readAdminDirectory(worktreePath)]);
  if (top === null || adminDirectory === null) return null;
  return (await readBackPointer(adminDirectory)) === join(top, '.git') ? describe(adminDirectory) : null;
}

/** As {@link readRegistration}, for a folder that was moved away: its repository still names the old place. */
export async function readMovedRegistration(movedPath: string): Promise<WorktreeRegistration | null> {
  const adminDirectory = await readAdminDirectory(movedPath);
  return adminDirectory === null ? null : describe(adminDirectory);
}

/** Finds what a repository still holds about a worktree whose folder is gone. Several entries can name the same folder. */
export async function findRegistrations(commonDirectory: string, worktreePath: string): Promise<readonly WorktreeRegistration[]> {
  const folder = join(commonDirectory, 'worktrees');
  const names = await readdir(folder).catch(() => []);
  const pointer = join(worktreePath, '.git');
  const entries = await Promise.all(
    names.map(async (name) => {
      const named = await readBackPointer(join(folder, name));
      if (named !== null) return named === pointer ? describe(join(folder, name)) : null;
      if (name !== basename(worktreePath)) return null;
      // A git that was killed at once has only locked it.
      const begun = await describe(join(folder, name));
      return begun.sessionId === null ? null : begun;
    }),
  );
  return entries.filter((entry) => entry !== null);
}

async function readAdminDirectory(worktreePath: string): Promise<string | null> {
  const pointer = await readFile(join(worktreePath, '.git'), 'utf8').catch(() => null);
  const written = pointer === null ? null : /^gitdir: (.+?)\n*$/su.exec(pointer)?.[1];
  if (!written) return null;
  const adminDirectory = await realpath(resolve(worktreePath, written)).catch(() => null);
  return adminDirectory !== null && basename(dirname(adminDirectory)) === 'worktrees' ? adminDirectory : null;
}

/** The `.git` file of the worktree an entry stands for. */
export async function readBackPointer(adminDirectory: string): Promise<string | null> {
  const written = await readFile(join(adminDirectory, 'gitdir'), 'utf8').catch(() => null);
  return written === null ? null : resolve(adminDirectory, written.replace(/\n$/u, ''));
}

async function describe(adminDirectory: string): Promise<WorktreeRegistration> {
  const [marker, lock] = await Promise.all([readMarker(adminDirectory), readFile(join(adminDirectory, 'locked'), 'utf8').catch(() => '')]);
  const commonDirectory = dirname(dirname(adminDirectory));
  return { adminDirectory, commonDirectory, marker, sessionId: marker?.sessionId ?? sessionOfLock(lock) };
}
