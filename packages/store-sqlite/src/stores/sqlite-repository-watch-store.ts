import type { RepositoryAddress, RepositoryWatchStore } from '@ao/ports';
import { and, eq } from 'drizzle-orm';
import type { Connection } from '../database/connection.ts';
import { repositoryWatches } from '../schema/repository-watch-table.ts';
import { placeholdersFor } from './placeholders.ts';

function prepareStatements({ query, read, write }: Connection) {
  const all = placeholdersFor(repositoryWatches);
  const { validator, seenUntil, lookedAt } = all;
  const key = [
    repositoryWatches.host,
    repositoryWatches.owner,
    repositoryWatches.name,
    repositoryWatches.sourceHost,
    repositoryWatches.sourceOwner,
    repositoryWatches.sourceName,
  ];
  const isOne = and(
    eq(repositoryWatches.host, all.host),
    eq(repositoryWatches.owner, all.owner),
    eq(repositoryWatches.name, all.name),
    eq(repositoryWatches.sourceHost, all.sourceHost),
    eq(repositoryWatches.sourceOwner, all.sourceOwner),
    eq(repositoryWatches.sourceName, all.sourceName),
  );
  return {
    get: read('repositoryWatches.get', query.select().from(repositoryWatches).where(isOne).prepare()),
    put: write(
      'repositoryWatches.put',
      query.insert(repositoryWatches).values(all).onConflictDoUpdate({ target: key, set: { validator, seenUntil, lookedAt } }).prepare(),
    ),
  };
}

function keyOf(repository: RepositoryAddress, source: RepositoryAddress) {
  const { host, owner, name } = repository;
  return { host, owner, name, sourceHost: source.host, sourceOwner: source.owner, sourceName: source.name };
}

/** Makes the repository watch store of a connection. */
export function createSqliteRepositoryWatchStore(connection: Connection): RepositoryWatchStore {
  const statements = prepareStatements(connection);
  return {
    get: (repository, sourceRepository) => {
      const row = statements.get.get(keyOf(repository, sourceRepository));
      if (row === undefined) return null;
      const { validator, seenUntil, lookedAt } = row;
      return {
        repository: { host: row.host, owner: row.owner, name: row.name },
        sourceRepository: { host: row.sourceHost, owner: row.sourceOwner, name: row.sourceName },
        validator,
        seenUntil,
        lookedAt,
      };
    },
    put: ({ repository, sourceRepository, validator, seenUntil, lookedAt }) =>
      connection.transaction(() => void statements.put.run({ ...keyOf(repository, sourceRepository), validator, seenUntil, lookedAt })),
  };
}
