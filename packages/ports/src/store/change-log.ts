import type { ChangeEvent } from '@ao/domain';
import type { Subscription } from '../system/subscription.ts';

/** The committed changes, in order. Written by database triggers only. */
export interface ChangeLog {
  /** Events after a sequence number, ascending, at most `limit`. */
  after(sequence: number, limit: number): readonly ChangeEvent[];
  /** The newest sequence number ever given (0 for none) and the oldest one still kept (newest + 1 when the log is empty). */
  bounds(): { readonly oldest: number; readonly newest: number };
  /**
   * Called in the process of the writer right after a commit that changed something, and now and then besides: in a microtask, so never
   * inside the call that wrote. Several commits before it are one call. A listener that throws hurts no other.
   */
  onCommit(listener: () => void): Subscription;
  /**
   * Drops old events so that about `keep` remain, in small steps that never hold up a writer. Answers how many were dropped. What is left
   * of a very large log goes with the next calls.
   */
  prune(keep: number): number;
}
