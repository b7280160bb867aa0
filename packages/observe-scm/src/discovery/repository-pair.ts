import type { RepositoryAddress } from '@ao/ports';

/** A repository pull requests point at, and the one their branches lie in. */
export interface RepositoryPair {
  readonly repository: RepositoryAddress;
  readonly sourceRepository: RepositoryAddress;
}

/** One text per place; hosts do not tell upper from lower case in them. */
export function addressKey({ host, owner, name }: RepositoryAddress): string {
  return `${host}/${owner}/${name}`.toLowerCase();
}

/** One text per pair. */
export function pairKey({ repository, sourceRepository }: RepositoryPair): string {
  return `${addressKey(repository)} ${addressKey(sourceRepository)}`;
}
