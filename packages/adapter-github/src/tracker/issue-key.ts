import type { IssueReference, RepositoryAddress } from '@ao/ports';
import type { KnownHost } from '../address/github-host.ts';
import type { NumberedPlace } from '../address/parse-number.ts';
import { repositoryName } from '../address/repository-name.ts';

/** Where the issues of a repository are kept: `<host>/<owner>/<name>`. */
export function scopeOf({ host, owner, name }: RepositoryAddress): string {
  return `${host}/${owner}/${name}`;
}

/** The repository behind a scope; null when it is none of these hosts. */
export function parseScope(scope: string, hosts: readonly KnownHost[]): RepositoryAddress | null {
  const [host = '', owner = '', name = '', ...rest] = scope.split('/');
  const named = repositoryName(owner, name);
  if (rest.length > 0 || named === null || !hosts.some((known) => known.host === host)) return null;
  return { host, ...named };
}

/** What identifies an issue: `<scope>#<number>`. */
export function issueKey({ repository, number }: NumberedPlace): string {
  return `${scopeOf(repository)}#${number}`;
}

/** How people call it. */
function issueLabel({ repository, number }: NumberedPlace): string {
  return `${repository.owner}/${repository.name}#${number}`;
}

/** All of it. */
export function issueReference(place: NumberedPlace): IssueReference {
  return { key: issueKey(place), label: issueLabel(place), scope: scopeOf(place.repository) };
}

/** The issue behind a key; null when it is none. */
export function parseIssueKey(key: string, hosts: readonly KnownHost[]): NumberedPlace | null {
  const match = /^(.+)#([1-9]\d{0,8})$/.exec(key);
  const repository = match === null ? null : parseScope(match[1] ?? '', hosts);
  return repository === null ? null : { repository, number: Number(match?.[2]) };
}
