import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { runCommand } from '@ao/adapter-kit';
import type { Logger } from '@ao/ports';
import { realFolder } from '../paths/contained-path.ts';
import { runInRepositoryQueue } from '../repository/repository-queue.ts';
import { createFoldersAside, isAside, notMoved, TRASH_FOLDER } from './folders-aside.ts';
import type { LaterAttempts } from './later-attempts.ts';
import { forgetWorktree, identifyEntry, isInUse } from './worktree-entry.ts';
import { readMovedRegistration, type WorktreeRegistration } from './worktree-registration.ts';

const DELETE_TIMEOUT_MS = 10 * 60_000;

/** How a repository knows a worktree; see {@link WorktreeRegistration}. */
type WorktreeEntry = Pick<WorktreeRegistration, 'adminDirectory' | 'commonDirectory'>;

/** A folder that was moved out of the way, and of which nobody has decided yet whether it may go. */
export interface TrashedFolder {
  readonly path: string;
  /** Moves it back to where it was. */
  bringBack(): Promise<void>;
  /** Decides that it may go: from here on whoever finds it deletes it. When this rejects, it can still be brought back. */
  giveUp(): Promise<void>;
  /**
   * Makes its repository forget what was given up, and deletes it in the background. Never rejects: what fails is tried again at once and,
   * in the queue of the repository, a few times later. The caller is in that queue.
   */
  clearAway(entry: WorktreeEntry): Promise<void>;
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
export function createTrash(root: string, logger: Logger, later: LaterAttempts): Trash {
  const aside = createFoldersAside(root, logger);
  let swept: Promise<void> | null = null;

  async function deleteFolder(path: string): Promise<void> {
    const remove = ['rm', '-rf', '--', path];
    const first = await runCommand({ argv: remove, timeoutMs: DELETE_TIMEOUT_MS });
    if (first.exitCode === 0) return;
    // Package caches are often write-protected, folders included, which `rm` cannot delete from.
    await runCommand({ argv: ['chmod', '-R', 'u+rwX', '--', path], timeoutMs: DELETE_TIMEOUT_MS });
    const second = await runCommand({ argv: remove, timeoutMs: DELETE_TIMEOUT_MS });
    if (second.exitCode !== 0) throw new Error(second.stderr.slice(0, 500));
  }

  async function deleteInBackground(path: string): Promise<void> {
    await deleteFolder(path).catch((error: unknown) => {
      later.add({ what: 'deleting a removed worktree', path, attempt: () => deleteFolder(path) }, error);
    });
  }

  async function clearAway(path: string, entry: WorktreeEntry): Promise<void> {
    const identity = await identifyEntry(entry.adminDirectory);
    await forgetWorktree(entry.adminDirectory).then(
      () => void deleteInBackground(path),
      (error: unknown) => clearAwayLater(path, { ...entry, identity }, error),
    );
  }

  function clearAwayLater(path: string, entry: WorktreeEntry & { readonly identity: string | null }, error: unknown): void {
    const { adminDirectory, commonDirectory, identity } = entry;
    async function attempt(): Promise<void> {
      await runInRepositoryQueue(commonDirectory, async () => {
        // Its name may have been given to another one meanwhile.
        if ((await identifyEntry(adminDirectory)) === identity) await forgetWorktree(adminDirectory);
      });
      // Last: the next start finds the entry by what the folder holds.
      await deleteFolder(path);
    }
    later.add({ what: 'clearing a removed worktree away', path, attempt }, error);
  }

  async function sweepOnce(): Promise<void> {
    const folder = join(await realFolder(root), TRASH_FOLDER);
    const names = await readdir(folder).catch(() => []);
    const left = names.filter((name) => !isAside(name)).map((name) => join(folder, name));
    void (async () => {
      for (const path of left) await sweepFolder(path);
    })();
  }

  /** A crash may have come between giving a worktree up and making its repository forget it. */
  async function sweepFolder(path: string): Promise<void> {
    const registration = await readMovedRegistration(path);
    if (registration === null || registration.sessionId === null) return deleteInBackground(path);
    const { adminDirectory, commonDirectory } = registration;
    await runInRepositoryQueue(commonDirectory, async () => {
      if (await isInUse(adminDirectory)) {
        // Another worktree has taken its name meanwhile.
        logger.debug('the entry of a removed worktree stays', { path });
        void deleteInBackground(path);
        return;
      }
      await clearAway(path, { adminDirectory, commonDirectory });
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
        clearAway: (entry) => clearAway(target, entry),
      };
    },
    async drop(path) {
      await sweep();
      const target = await placeFor(path);
      await rename(path, target).catch((error: unknown) => {
        throw notMoved(path, error);
      });
      void deleteInBackground(target);
    },
  };
}
