import type { AoError, Timestamp } from '@ao/domain';
import type { RepositoryAddress } from '../../forge/v1/repository-address.ts';
import type { PullRequestSighting } from './pull-request-snapshot.ts';

/** Which pull requests are wanted. */
export interface DiscoveryRequest {
  /** The repository they point at. */
  readonly repository: RepositoryAddress;
  /** Where their source branches lie: the same repository, or a fork that work is pushed to. */
  readonly sourceRepository: RepositoryAddress;
  /** Only branches that begin with one of these, for example `ao/shop-`. */
  readonly branchPrefixes: readonly string[];
  /** Only what changed since then; null: the newest hundred. */
  readonly since: Timestamp | null;
  /** The validator of the last answer that was *stored*; null to read afresh. */
  readonly validator: string | null;
}

/**
 * What a look at a repository's pull requests showed.
 *
 * - `unchanged`: nothing since the answer the validator came from; it cost nothing
 * - `found`: newest change first. Store what was found first, the validator last: else a crash in between hides it for ever.
 *   `repository` is the present address, different from the asked one after a rename. `isComplete` is false when `since` lies further
 *   back than this reads (1,000 changed pull requests), or when a later page could not be read; then `validator` is null as well, so that
 *   the next look reads afresh
 */
export type DiscoveryAnswer =
  | { readonly outcome: 'unchanged' }
  | {
      readonly outcome: 'found';
      readonly pullRequests: readonly PullRequestSighting[];
      readonly repository: RepositoryAddress;
      readonly validator: string | null;
      readonly isComplete: boolean;
    }
  | { readonly outcome: 'gone' }
  | { readonly outcome: 'forbidden'; readonly error: AoError }
  | { readonly outcome: 'unknown'; readonly error: AoError };
