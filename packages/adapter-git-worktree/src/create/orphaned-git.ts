import { randomBytes } from 'node:crypto';
import { endProcesses, findLaunchProcesses, readProcessIdentity } from '@ao/adapter-kit';
import type { ProcessIdentity } from '@ao/domain';
import type { Clock } from '@ao/ports';

/** Marks the programs of one attempt, so that they are found when they outlive the process that started them. */
export interface AttemptMark {
  readonly token: string;
  /** The process that made the attempt: nothing older can belong to it. */
  readonly by: ProcessIdentity;
}

const VARIABLE = 'AO_WORKTREE_ATTEMPT';
const END_GRACE_MS = 2_000;

/** A new mark; null when this process cannot be identified, and then nothing it leaves can be found. */
export async function markAttempt(): Promise<AttemptMark | null> {
  const by = await readProcessIdentity(process.pid);
  return by === null ? null : { token: randomBytes(12).toString('hex'), by };
}

/** What a program of the attempt must have in its environment. */
export function markedEnvironment(mark: AttemptMark | null): Readonly<Record<string, string>> {
  return mark === null ? {} : { [VARIABLE]: mark.token };
}

/**
 * Ends a git that outlived the process which had started it. It must not go on: when it fails later, it deletes the worktree it was
 * making by its path, and by then that may be the new one. Told to end, it clears away what it has made.
 */
export async function endOrphanedGit(mark: AttemptMark | null, clock: Clock): Promise<void> {
  if (mark === null) return;
  const marks = { roots: [], environment: `${VARIABLE}=${mark.token}`, notBefore: mark.by };
  await endProcesses({ find: () => findLaunchProcesses(marks), graceMs: END_GRACE_MS, clock });
}
