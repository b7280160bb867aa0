import type { Timestamp } from '@ao/domain';
import type { RepositoryAddress } from '../forge/v1/repository-address.ts';

/** How far the look for pull requests of one repository has come. */
export interface RepositoryWatch {
  /** The repository pull requests point at, and the one their branches lie in, as they were asked for. */
  readonly repository: RepositoryAddress;
  readonly sourceRepository: RepositoryAddress;
  /** The validator of the last answer whose findings are stored; null to read afresh. */
  readonly validator: string | null;
  /** What changed before then has been seen; null when nothing has. */
  readonly seenUntil: Timestamp | null;
  readonly lookedAt: Timestamp;
}

/** Where the look for new pull requests goes on after a restart. Synchronous, see {@link SessionStore}. */
export interface RepositoryWatchStore {
  get(repository: RepositoryAddress, sourceRepository: RepositoryAddress): RepositoryWatch | null;
  /** Inserts or replaces: to be called in the transaction that stores what was found, or after it. */
  put(watch: RepositoryWatch): void;
}
