import { randomBytes } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readableWriteError } from '../paths/json-file.ts';
import { removeFirmly } from '../paths/remove-firmly.ts';

/** Folders for what is needed during one call only, such as a throw-away index. */
export interface ScratchFolders {
  /**
   * Makes an empty folder for this user alone, and removes it when the work is done, however it ends. One that cannot be removed does not
   * fail the work; it is tried again by the next call.
   */
  within<T>(work: (folder: string) => Promise<T>): Promise<T>;
  /** Removes what processes that died have left, the first time; and each time what could not be removed before. Never rejects. */
  sweep(): Promise<void>;
}

const SCRATCH_FOLDER = '.scratch';

/**
 * Makes the scratch folders of a worktree root. They lie there and not in the system's folder for temporary files, because nobody would
 * find there what a killed process has left.
 */
export function createScratchFolders(root: string): ScratchFolders {
  const place = join(root, SCRATCH_FOLDER);
  const stuck = new Set<string>();
  let swept: Promise<void> | null = null;

  async function discard(folder: string): Promise<void> {
    stuck.add(folder);
    await removeFirmly(folder).then(
      () => stuck.delete(folder),
      () => undefined,
    );
  }

  async function discardStuck(): Promise<void> {
    await Promise.all([...stuck].map(discard));
  }

  async function sweepForeign(): Promise<void> {
    const names = await readdir(place).catch(() => []);
    await Promise.all(names.filter((name) => !name.startsWith(`${process.pid}-`)).map((name) => discard(join(place, name))));
  }

  return {
    async within(work) {
      await discardStuck();
      const folder = join(place, `${process.pid}-${randomBytes(6).toString('hex')}`);
      await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
        throw readableWriteError(folder, error);
      });
      try {
        return await work(folder);
      } finally {
        await discard(folder);
      }
    },
    async sweep() {
      await discardStuck();
      swept ??= sweepForeign();
      await swept;
    },
  };
}
