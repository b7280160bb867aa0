import type { RepositoryAddress, RepositoryWatch, RepositoryWatchStore } from '@ao/ports';
import { createMemoryTable, type MemoryTransactions } from './memory-transactions.ts';

/** Makes the repository watch store. */
export function createMemoryRepositoryWatchStore(transactions: MemoryTransactions): RepositoryWatchStore {
  const watches = createMemoryTable<string, RepositoryWatch>(transactions);
  const key = (repository: RepositoryAddress, source: RepositoryAddress) =>
    [repository, source].map(({ host, owner, name }) => `${host}/${owner}/${name}`.toLowerCase()).join(' ');
  return {
    get: (repository, sourceRepository) => watches.get(key(repository, sourceRepository)) ?? null,
    put: (watch) =>
      transactions.run(() => {
        const id = key(watch.repository, watch.sourceRepository);
        const { repository, sourceRepository } = watches.get(id) ?? watch;
        watches.set(id, { ...watch, repository, sourceRepository });
      }),
  };
}
