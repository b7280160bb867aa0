import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readableWriteError } from '../paths/json-file.ts';

/** Folders for what is needed during one call only, such as a throw-away index. */
export interface ScratchFolders {
  /** Makes an empty folder for this user alone, and removes it when the work is done, however it ends. */
  within<T>(work: (folder: string) => Promise<T>): Promise<T>;
  /** Removes what processes that died have left. */
  sweep(): Promise<void>;
}

const SCRATCH_FOLDER = '.scratch';

/**
 * Makes the scratch folders of a worktree root. They lie there and not in the system's folder for temporary files, because nobody would
 * find there what a killed process has left.
 */
export function createScratchFolders(root: string): ScratchFolders {
  const place = join(root, SCRATCH_FOLDER);
  return {
    async within(work) {
      const folder = join(place, `${process.pid}-${randomBytes(6).toString('hex')}`);
      await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
        throw readableWriteError(folder, error);
      });
      try {
        return await work(folder);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    async sweep() {
      const names = await readdir(place).catch(() => []);
      const left = names.filter((name) => !name.startsWith(`${process.pid}-`));
      await Promise.all(left.map((name) => rm(join(place, name), { recursive: true, force: true }).catch(() => undefined)));
    },
  };
}
