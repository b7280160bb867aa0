import type { RepositoryAddress } from '@ao/ports';
import type { KnownHost } from './github-host.ts';
import { repositoryName } from './repository-name.ts';

/** An issue or a pull request, which GitHub numbers alike. */
export interface NumberedPlace {
  readonly repository: RepositoryAddress;
  readonly number: number;
}

/** What a reference in a URL must stand below. */
export type NumberedKind = 'issues' | 'pull';

/**
 * What a person means by `123`, `#123`, `owner/repo#123` or a URL of a web page. Short forms need the repository. Null for anything
 * else; no other host and no other kind of page is taken.
 */
export function parseNumber(
  text: string,
  options: { readonly kinds: readonly NumberedKind[]; readonly repository: RepositoryAddress | null; readonly hosts: readonly KnownHost[] },
): NumberedPlace | null {
  const trimmed = text.trim();
  const short = /^(?:([^\s/#]+)\/([^\s/#]+))?#?([1-9]\d{0,8})$/.exec(trimmed);
  if (short === null) return parsePage(trimmed, options);
  const [, owner, name, digits] = short;
  const { repository } = options;
  if (owner === undefined || name === undefined) return repository === null ? null : { repository, number: Number(digits) };
  // Without the mark it would be a path.
  if (!trimmed.includes('#')) return null;
  const named = repositoryName(owner, name);
  const host = repository?.host ?? options.hosts[0]?.host;
  return named === null || host === undefined ? null : { repository: { host, ...named }, number: Number(digits) };
}

function parsePage(
  text: string,
  options: { readonly kinds: readonly NumberedKind[]; readonly hosts: readonly KnownHost[] },
): NumberedPlace | null {
  const url = /^https?:\/\//i.test(text) ? URL.parse(text) : null;
  if (url === null) return null;
  const host = options.hosts.find((known) => known.gitHosts.includes(url.host.toLowerCase()));
  const match = /^\/([^/]+)\/([^/]+)\/(issues|pull)\/([1-9]\d{0,8})(?:\/|$)/.exec(url.pathname);
  if (host === undefined || match === null) return null;
  const [, owner = '', name = '', kind, digits] = match;
  const named = repositoryName(owner, name);
  if (named === null || !options.kinds.some((wanted) => wanted === kind)) return null;
  return { repository: { host: host.host, ...named }, number: Number(digits) };
}
