import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { halfWrittenBy } from '../paths/json-file.ts';
import type { ScratchFolders } from './scratch-folders.ts';
import type { Trash } from './trash.ts';

/** What an earlier process left below the worktree root when it died. */
export interface CrashRemains {
  /** Brings back what nobody has decided about, and removes the rest: folders in the trash, files it had half written, scratch folders. Only the first call removes. */
  sweep(): Promise<void>;
}

/** Makes the sweep of a worktree root. */
export function createCrashRemains(root: string, trash: Trash, scratch: ScratchFolders): CrashRemains {
  let swept: Promise<void> | null = null;
  return {
    async sweep() {
      swept ??= sweepHalfWritten(root);
      await Promise.all([trash.sweep(), swept, scratch.sweep()]);
    },
  };
}

/** Small files of ours lie in hidden folders, one for each purpose. */
async function sweepHalfWritten(root: string): Promise<void> {
  const folders = (await readdir(root).catch(() => [])).filter((name) => name.startsWith('.')).map((name) => join(root, name));
  for (const folder of folders) {
    const names = await readdir(folder).catch(() => []);
    const left = names.filter((name) => (halfWrittenBy(name) ?? process.pid) !== process.pid);
    await Promise.all(left.map((name) => rm(join(folder, name), { force: true }).catch(() => undefined)));
  }
}
