import type { RepositoryAddress } from '../../forge/v1/repository-address.ts';

/**
 * Something may have changed at a code host. A reason to look earlier, and nothing more: whoever sent it may have made it up, and one may get lost.
 * A pull request is meant when its number, its head commit or its branch is named.
 */
export interface ScmHint {
  readonly repository: RepositoryAddress;
  readonly numbers: readonly number[];
  readonly commits: readonly string[];
  readonly branches: readonly string[];
  /** There may be a pull request nobody knows yet. */
  readonly mayBeNew: boolean;
  /** For the log: what the host said, for example `check_run completed`. */
  readonly reasons: readonly string[];
}
