import type { AccountRecord } from '../state/issue-record.ts';
import type { RepositoryRecord } from '../state/repository-record.ts';

/** A time as GitHub writes it: whole seconds. */
export function isoTime(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** As {@link isoTime}; null stays null. */
export function isoTimeOrNull(time: number | null): string | null {
  return time === null ? null : isoTime(time);
}

/** An account; deleted ones are null. Logins of bots have no `[bot]` here, other than in REST. */
export function actorView(account: AccountRecord | null): unknown {
  return account === null ? null : { __typename: account.isBot === true ? 'Bot' : 'User', login: account.login };
}

/** A repository's name. */
export function repositoryView(host: string, repository: RepositoryRecord | null): unknown {
  if (repository === null) return null;
  return {
    __typename: 'Repository',
    id: repository.nodeId,
    nameWithOwner: `${repository.owner}/${repository.name}`,
    url: `http://${host}/${repository.owner}/${repository.name}`,
  };
}
