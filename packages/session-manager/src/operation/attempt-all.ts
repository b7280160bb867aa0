import { type AoError, toAoError } from '@ao/domain';

/** One piece of work that has to succeed in the end, though perhaps not now. */
export interface Attempt {
  /** As in "while closing the terminal". */
  readonly doing: string;
  readonly work: () => Promise<unknown>;
}

/**
 * Tries pieces of work in order and stops at the first that fails: what comes later relies on what comes before (a worktree is not
 * removed under a terminal that may still run). Answers the failure, or null when everything is done.
 */
export async function attemptAll(attempts: readonly Attempt[]): Promise<AoError | null> {
  for (const { doing, work } of attempts) {
    try {
      await work();
    } catch (thrown) {
      return toAoError(thrown, doing);
    }
  }
  return null;
}
