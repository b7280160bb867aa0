import { lstat, readFile, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AoError } from '@ao/domain';
import { removeFirmly } from '../paths/remove-firmly.ts';
import { sessionOfLock } from './worktree-marker.ts';
import { readBackPointer } from './worktree-registration.ts';

/**
 * Makes a repository forget a worktree whose folder is gone, by deleting its entry. Only this one: `git worktree prune` would also forget
 * worktrees of other people whose folder is just not mounted now, and `git worktree remove --force` would delete a folder that has come
 * back meanwhile. Forgetting what is not known is success.
 */
export async function forgetWorktree(adminDirectory: string): Promise<void> {
  if (basename(dirname(adminDirectory)) !== 'worktrees' || !(await looksLikeEntry(adminDirectory))) return;
  if (await isInUse(adminDirectory)) {
    const path = dirname((await readBackPointer(adminDirectory)) ?? adminDirectory);
    throw new AoError('GIT_FAILED', { message: `The worktree ${path} is still there: its entry stays. Try again.`, details: { path } });
  }
  // In this order, so that git itself clears away what a crash leaves: an entry that is not locked and points nowhere.
  for (const file of ['locked', 'gitdir']) await removeFirmly(join(adminDirectory, file));
  await removeFirmly(adminDirectory);
  await rmdir(dirname(adminDirectory)).catch(() => undefined);
}

/** Whether the worktree an entry stands for is where the entry says. */
export async function isInUse(adminDirectory: string): Promise<boolean> {
  const pointer = await readBackPointer(adminDirectory);
  return pointer !== null && (await lstat(pointer).catch(() => null)) !== null;
}

/** Tells an entry from a later one of the same name; null when there is none. */
export async function identifyEntry(adminDirectory: string): Promise<string | null> {
  const facts = await lstat(adminDirectory, { bigint: true }).catch(() => null);
  return facts === null ? null : `${facts.dev}-${facts.ino}-${facts.birthtimeNs}`;
}

async function looksLikeEntry(adminDirectory: string): Promise<boolean> {
  const files = await Promise.all(['HEAD', 'commondir'].map((file) => lstat(join(adminDirectory, file)).catch(() => null)));
  return files.every((facts) => facts?.isFile() === true) || (await isBegunByUs(adminDirectory));
}

/** Git writes the lock first: when it is killed then, the lock is all that tells what the folder is. */
async function isBegunByUs(adminDirectory: string): Promise<boolean> {
  const lock = await readFile(join(adminDirectory, 'locked'), 'utf8').catch(() => '');
  return sessionOfLock(lock) !== null;
}
