import type { MessageId, ProjectId, SessionId } from '@ao/domain';
import type { SessionHead, WakeState, WakeStore } from '@ao/ports';
import { createMemoryTable, type MemoryTransactions } from './memory-transactions.ts';

/** Makes the store of what orchestrators were told. */
export function createMemoryWakeStore(transactions: MemoryTransactions): WakeStore {
  const states = createMemoryTable<ProjectId, WakeState>(transactions);
  const heads = createMemoryTable<SessionId, SessionHead>(transactions);
  const told = createMemoryTable<string, { projectId: ProjectId; key: string; messageId: MessageId; at: number }>(transactions);
  const nameOf = (projectId: ProjectId, key: string): string => `${projectId} ${key}`;

  return {
    state: (projectId) => states.get(projectId) ?? null,
    putState: (projectId, state) => transactions.run(() => states.set(projectId, state)),
    told: (projectId, keys) =>
      new Map(
        keys.flatMap((key): readonly [string, MessageId][] => {
          const row = told.get(nameOf(projectId, key));
          return row === undefined ? [] : [[key, row.messageId]];
        }),
      ),
    toldBy: (messageId) =>
      told
        .rows()
        .filter((row) => row.messageId === messageId)
        .map(({ key }) => key)
        .sort(),
    tell: (projectId, keys, { id: messageId, at }) =>
      transactions.run(() => {
        for (const key of keys) told.set(nameOf(projectId, key), { projectId, key, messageId, at });
      }),
    untell: (messageId) =>
      transactions.run(() => {
        for (const row of told.rows()) if (row.messageId === messageId) told.delete(nameOf(row.projectId, row.key));
      }),
    heads: (ids) =>
      new Map(
        ids.flatMap((id): readonly [SessionId, SessionHead][] => {
          const head = heads.get(id);
          return head === undefined ? [] : [[id, head]];
        }),
      ),
    putHead: (sessionId, head) => transactions.run(() => heads.set(sessionId, head)),
    prune: (before) =>
      transactions.run(() => {
        const old = told.rows().filter(({ at }) => at < before);
        for (const row of old) told.delete(nameOf(row.projectId, row.key));
        return old.length;
      }),
  };
}
