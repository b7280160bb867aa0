const OWNER_PATTERN = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})(?:_[A-Za-z0-9]+)?$/;
const NAME_PATTERN = /^[A-Za-z0-9._-]{1,100}$/;

/** Owner and name as GitHub allows them; null for anything else. `_` stands in names of managed users only. */
export function repositoryName(owner: string, name: string): { readonly owner: string; readonly name: string } | null {
  const isName = NAME_PATTERN.test(name) && name !== '.' && name !== '..';
  return OWNER_PATTERN.test(owner) && isName ? { owner, name } : null;
}
