import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { runCommand } from '@ao/adapter-kit';
import type { Logger } from '@ao/ports';
import { realFolder } from '../paths/contained-path.ts';
import { createFoldersAside, isAside, notMoved, TRASH_FOLDER } from './folders-aside.ts';
import { forgetWorktree } from './worktree-entry.ts';
import { readMovedRegistration } from './worktree-registration.ts';

const DELETE_TIMEOUT_MS = 10 * 60_000;

/** A folder that was moved out of the way, and of which nobody has decided yet whether it may go. */
export interface TrashedFolder {
  readonly path: string;
  /** Moves it back to where it was. */
  bringBack(): Promise<void>;
  /** Decides that it may go: from here on whoever finds it deletes it. When this rejects, it can still be brought back. */
  giveUp(): Promise<void>;
  /** Deletes in the background what was given up. */
  deleteInBackground(): void;
}

/**
 * Where folders go before they are deleted: moving is one step that cannot stop half way, deleting takes as long as it takes.
 *
 * What a crash left here that had been given up or dropped is forgotten by its repository and deleted by the next process that uses the
 * same root; what had only been taken is brought back.
 */
export interface Trash {
  /** Moves a folder here, to be looked at once more. The caller has checked that it lies inside the root. */
  take(path: string): Promise<TrashedFolder>;
  /** Moves a folder here in which nobody has begun to work, and deletes it in the background. */
  drop(path: string): Promise<void>;
  /** Brings back what earlier processes had only taken. Never rejects; what cannot be brought back stays, and is tried again each time. */
  bringBackLeft(): Promise<void>;
  /** Where the folder of a place lies that was taken, and neither brought back nor given up; null when there is none. */
  find(place: string): string | null;
  /** Deletes what earlier processes had decided to delete, and brings back the rest. Only the first call deletes. */
  sweep(): Promise<void>;
}

/** Makes the trash of a worktree root. */
export function createTrash(root: string, logger: Logger): Trash {
  const aside = createFoldersAside(root, logger);
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
    const left = names.filter((name) => !isAside(name)).map((name) => join(folder, name));
    void (async () => {
      for (const path of left) {
        await forgetMoved(path);
        await deleteFolder(path);
      }
    })();
  }

  /** A crash may have come between giving a worktree up and making its repository forget it. */
  async function forgetMoved(path: string): Promise<void> {
    const registration = await readMovedRegistration(path);
    if (registration === null || registration.sessionId === null) return;
    await forgetWorktree(registration.adminDirectory).catch((error: unknown) => {
      // Another worktree has taken its name meanwhile.
      logger.debug('the entry of a removed worktree stays', { path, error });
    });
  }

  async function sweep(): Promise<void> {
    await aside.bringBackLeft();
    swept ??= sweepOnce().catch((error: unknown) => {
      swept = null;
      throw error;
    });
    return swept;
  }

  async function placeFor(path: string): Promise<string> {
    const folder = join(await realFolder(root), TRASH_FOLDER);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return join(folder, `${basename(path)}-${randomBytes(6).toString('hex')}`);
  }

  return {
    sweep,
    bringBackLeft: () => aside.bringBackLeft(),
    find: (place) => aside.find(place),
    async take(path) {
      // First, so that the sweep never sees what is put here now.
      await sweep();
      const target = await placeFor(path);
      const folder = await aside.take(path);
      return {
        path: folder.path,
        bringBack: () => folder.bringBack(),
        giveUp: () => folder.moveTo(target),
        deleteInBackground: () => void deleteFolder(target),
      };
    },
    async drop(path) {
      await sweep();
      const target = await placeFor(path);
      await rename(path, target).catch((error: unknown) => {
        throw notMoved(path, error);
      });
      void deleteFolder(target);
    },
  };
}
