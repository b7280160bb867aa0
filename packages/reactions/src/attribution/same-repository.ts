import type { RepositoryAddress } from '@ao/ports';

/** Whether two addresses mean the same place. Hosts do not tell upper from lower case in them. */
export function isSameRepository(one: RepositoryAddress | null, other: RepositoryAddress | null): boolean {
  return one !== null && other !== null && addressKey(one) === addressKey(other);
}

/** One text per place. */
export function addressKey({ host, owner, name }: RepositoryAddress): string {
  return `${host}/${owner}/${name}`.toLowerCase();
}
