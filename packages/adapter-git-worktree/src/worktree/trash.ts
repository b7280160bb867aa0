import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { runCommand } from '@ao/adapter-kit';
import { AoError } from '@ao/domain';
import type { Logger } from '@ao/ports';
import { realFolder } from '../paths/contained-path.ts';
import { forgetWorktree } from './worktree-entry.ts';
import { readMovedRegistration } from './worktree-registration.ts';

const TRASH_FOLDER = '.trash';
const DELETE_TIMEOUT_MS = 10 * 60_000;

/** A folder that was moved out of the way and can still be brought back. */
export interface TrashedFolder {
  readonly path: string;
  /** Moves it back to where it was. */
  bringBack(): Promise<void>;
  /** Deletes it in the background. */
  deleteInBackground(): void;
}

/**
 * Where folders go before they are deleted: moving is one step that cannot stop half way, deleting takes as long as it takes.
 * What a crash left here is forgotten by its repository and deleted by the next process that uses the same root.
 */
export interface Trash {
  /** Moves a folder here. The caller has checked that it lies inside the root. */
  take(path: string): Promise<TrashedFolder>;
  /** Deletes what earlier processes left. Only the first call does something. */
  sweep(): Promise<void>;
}

/** Folders in the trash that somebody in this process may still bring back. */
const reclaimable = new Set<string>();

/** Makes the trash of a worktree root. */
export function createTrash(root: string, logger: Logger): Trash {
  let swept: Promise<void> | null = null;

  async function deleteFolder(path: string): Promise<void> {
    const remove = ['rm', '-rf', '--', path];
    const first = await runCommand({ argv: remove, timeoutMs: DELETE_TIMEOUT_MS });
    if (first.exitCode === 0) return;
    // Package caches are often write-protected, folders included, which `rm` cannot delete from.
    await runCommand({ argv: ['chmod', '-R', 'u+rwX', '--', path], timeoutMs: DELETE_TIMEOUT_MS });
    const second = await runCommand({ argv: remove, timeoutMs: DELETE_TIMEOUT_MS });
    if (second.exitCode !== 0) logger.warn('a removed worktree could not be deleted', { path, stderr: second.stderr.slice(0, 500) });
  }

  async function sweepOnce(): Promise<void> {
    const folder = join(await realFolder(root), TRASH_FOLDER);
    const names = await readdir(folder).catch(() => []);
    const left = names.map((name) => join(folder, name)).filter((path) => !reclaimable.has(path));
    void (async () => {
      for (const path of left) {
        await forgetMoved(path);
        await deleteFolder(path);
      }
    })();
  }

  /** A crash may have come between moving a worktree here and making its repository forget it. */
  async function forgetMoved(path: string): Promise<void> {
    const registration = await readMovedRegistration(path);
    if (registration === null || registration.sessionId === null) return;
    await forgetWorktree(registration.adminDirectory).catch((error: unknown) => {
      // Another worktree has taken its name meanwhile.
      logger.debug('the entry of a removed worktree stays', { path, error });
    });
  }

  function sweep(): Promise<void> {
    swept ??= sweepOnce();
    return swept;
  }

  return {
    sweep,
    async take(path) {
      // First, so that the sweep never sees what is put here now.
      await sweep();
      const folder = join(await realFolder(root), TRASH_FOLDER);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const taken = join(folder, `${basename(path)}-${randomBytes(6).toString('hex')}`);
      reclaimable.add(taken);
      try {
        await rename(path, taken);
      } catch (error) {
        reclaimable.delete(taken);
        throw new AoError('GIT_FAILED', {
          message: `The worktree ${path} could not be moved away: ${error instanceof Error ? error.message : String(error)}. Nothing was removed.`,
          details: { path },
          cause: error,
        });
      }
      return {
        path: taken,
        async bringBack() {
          await rename(taken, path);
          reclaimable.delete(taken);
        },
        deleteInBackground() {
          reclaimable.delete(taken);
          void deleteFolder(taken);
        },
      };
    },
  };
}
