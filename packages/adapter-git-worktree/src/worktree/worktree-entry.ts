import { lstat, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AoError } from '@ao/domain';
import { readBackPointer } from './worktree-registration.ts';

/**
 * Makes a repository forget a worktree whose folder is gone, by deleting its entry. Only this one: `git worktree prune` would also forget
 * worktrees of other people whose folder is just not mounted now, and `git worktree remove --force` would delete a folder that has come
 * back meanwhile. Forgetting what is not known is success.
 */
export async function forgetWorktree(adminDirectory: string): Promise<void> {
  if (basename(dirname(adminDirectory)) !== 'worktrees' || !(await looksLikeEntry(adminDirectory))) return;
  const pointer = await readBackPointer(adminDirectory);
  if (pointer !== null && (await lstat(pointer).catch(() => null)) !== null) {
    const path = dirname(pointer);
    throw new AoError('GIT_FAILED', { message: `The worktree ${path} is still there: its entry stays. Try again.`, details: { path } });
  }
  // In this order, so that git itself clears away what a crash leaves: an entry that is not locked and points nowhere.
  for (const file of ['locked', 'gitdir']) await rm(join(adminDirectory, file), { force: true });
  await rm(adminDirectory, { recursive: true, force: true });
  await rmdir(dirname(adminDirectory)).catch(() => undefined);
}

async function looksLikeEntry(adminDirectory: string): Promise<boolean> {
  const files = await Promise.all(['HEAD', 'commondir'].map((file) => lstat(join(adminDirectory, file)).catch(() => null)));
  return files.every((facts) => facts?.isFile() === true);
}
