import type { AoError } from '@ao/domain';
import type { PullRequestPlace } from './pull-request-snapshot.ts';

/** How the commits get onto the target branch. */
export type MergeMethod = 'merge' | 'squash' | 'rebase';

/** A wish to merge. */
export interface MergeRequest extends PullRequestPlace {
  readonly method: MergeMethod;
  /** The head commit the caller has looked at; anything pushed since makes `head_moved`. */
  readonly expectedHead: string;
  /** First line and text of the merge commit; the host's own when absent. */
  readonly commitTitle?: string | undefined;
  readonly commitMessage?: string | undefined;
}

/**
 * What became of a wish to merge.
 *
 * - `merged`: it is merged; `wasAlready` when it had been before
 * - `refused`: the host did not do it, and says why: `head_moved` (look again), `conflict`, `method_not_allowed` (the repository allows
 *   other methods), `not_mergeable` (rules, reviews, checks or a merge queue stand before it), `closed`. Nothing was changed
 * - `gone`, `forbidden`: see {@link ForgeAnswer}
 * - `unknown`: no answer that can be trusted. It may or may not have been merged: poll, then decide. Repeating is harmless
 */
export type MergeOutcome =
  | { readonly outcome: 'merged'; readonly commit: string | null; readonly wasAlready: boolean }
  | {
      readonly outcome: 'refused';
      readonly reason: 'head_moved' | 'conflict' | 'method_not_allowed' | 'not_mergeable' | 'closed';
      /** The host's own words, at most 300 characters. */
      readonly message: string;
    }
  | { readonly outcome: 'gone' }
  | { readonly outcome: 'forbidden'; readonly error: AoError }
  | { readonly outcome: 'unknown'; readonly error: AoError };
