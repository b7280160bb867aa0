import { access, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Timestamp } from '@ao/domain';

/** Files git keeps in the administrative folder of a worktree while something is under way, and what to call it. */
const TRACES: readonly (readonly [file: string, name: string])[] = [
  ['rebase-merge', 'a rebase is in progress'],
  ['rebase-apply', 'a rebase or `git am` is in progress'],
  ['MERGE_HEAD', 'a merge is in progress'],
  ['CHERRY_PICK_HEAD', 'a cherry-pick is in progress'],
  ['REVERT_HEAD', 'a revert is in progress'],
  ['sequencer', 'a series of cherry-picks or reverts is in progress'],
  ['BISECT_LOG', 'a bisect is in progress'],
];

/** A lock of the index younger than this belongs to a git that may still run; older ones were left by a git that was killed. */
const INDEX_LOCK_MAX_AGE_MS = 10_000;

/** What git is in the middle of in a worktree, for people; null when nothing is under way. */
export async function findUnfinishedOperation(adminDirectory: string, now: Timestamp): Promise<string | null> {
  const lock = await stat(join(adminDirectory, 'index.lock')).catch(() => null);
  if (lock !== null && now - lock.mtimeMs < INDEX_LOCK_MAX_AGE_MS) return 'a git command is at work in it';
  const found = await Promise.all(
    TRACES.map(([file, name]) =>
      access(join(adminDirectory, file)).then(
        () => name,
        () => null,
      ),
    ),
  );
  return found.find((name) => name !== null) ?? null;
}
