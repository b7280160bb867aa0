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

/** Reads how a folder is registered as a linked worktree; null when it is none, or its repository does not know it (any more). */
export async function readRegistration(worktreePath: string): Promise<WorktreeRegistration | null> {
  const pointer = await readFile(join(worktreePath, '.git'), 'utf8').catch(() => null);
  const written = pointer === null ? null : /^gitdir: (.+?)\n*$/su.exec(pointer)?.[1];
  if (!written) return null;
  const adminDirectory = await realpath(resolve(worktreePath, written)).catch(() => null);
  if (adminDirectory === null || basename(dirname(adminDirectory)) !== 'worktrees') return null;
  return describe(adminDirectory);
}

/** Finds what a repository still holds about a worktree whose folder is gone. Several entries can name the same folder. */
export async function findRegistrations(commonDirectory: string, worktreePath: string): Promise<readonly WorktreeRegistration[]> {
  const folder = join(commonDirectory, 'worktrees');
  const names = await readdir(folder).catch(() => []);
  const pointer = join(worktreePath, '.git');
  const entries = await Promise.all(
    names.map(async (name) => {
      const written = await readFile(join(folder, name, 'gitdir'), 'utf8').catch(() => null);
      return written !== null && resolve(folder, name, written.replace(/\n$/u, '')) === pointer ? describe(join(folder, name)) : null;
    }),
  );
  return entries.filter((entry) => entry !== null);
}

async function describe(adminDirectory: string): Promise<WorktreeRegistration> {
  const [marker, lock] = await Promise.all([readMarker(adminDirectory), readFile(join(adminDirectory, 'locked'), 'utf8').catch(() => '')]);
  const commonDirectory = dirname(dirname(adminDirectory));
  return { adminDirectory, commonDirectory, marker, sessionId: marker?.sessionId ?? sessionOfLock(lock) };
}
