import type { MessageId, SessionId } from '@ao/domain';
import type { WakeStore } from '@ao/ports';
import { and, asc, eq, lt, sql } from 'drizzle-orm';
import type { Connection } from '../database/connection.ts';
import { sessionHeads, wakeStates, wakeTold } from '../schema/wake-tables.ts';
import { placeholdersFor } from './placeholders.ts';

function prepareStatements({ query, read, write }: Connection) {
  const state = placeholdersFor(wakeStates);
  const told = placeholdersFor(wakeTold);
  const head = placeholdersFor(sessionHeads);
  const { projectId: _projectId, ...changeableState } = state;
  const { sessionId: _sessionId, ...changeableHead } = head;
  const messageIs = eq(wakeTold.messageId, told.messageId);
  return {
    state: read('wakes.state', query.select().from(wakeStates).where(eq(wakeStates.projectId, state.projectId)).prepare()),
    putState: write(
      'wakes.putState',
      query.insert(wakeStates).values(state).onConflictDoUpdate({ target: wakeStates.projectId, set: changeableState }).prepare(),
    ),
    told: read(
      'wakes.told',
      query
        .select({ key: wakeTold.key, messageId: wakeTold.messageId })
        .from(wakeTold)
        .where(
          and(eq(wakeTold.projectId, told.projectId), sql`${wakeTold.key} IN (SELECT value FROM json_each(${sql.placeholder('keys')}))`),
        )
        .prepare(),
    ),
    toldBy: read('wakes.toldBy', query.select({ key: wakeTold.key }).from(wakeTold).where(messageIs).orderBy(asc(wakeTold.key)).prepare()),
    tell: write(
      'wakes.tell',
      query
        .insert(wakeTold)
        .values(told)
        .onConflictDoUpdate({ target: [wakeTold.projectId, wakeTold.key], set: { messageId: told.messageId, at: told.at } })
        .prepare(),
    ),
    untell: write('wakes.untell', query.delete(wakeTold).where(messageIs).prepare()),
    heads: read(
      'wakes.heads',
      query
        .select()
        .from(sessionHeads)
        .where(sql`${sessionHeads.sessionId} IN (SELECT value FROM json_each(${sql.placeholder('sessionIds')}))`)
        .prepare(),
    ),
    putHead: write(
      'wakes.putHead',
      query.insert(sessionHeads).values(head).onConflictDoUpdate({ target: sessionHeads.sessionId, set: changeableHead }).prepare(),
    ),
    prune: write(
      'wakes.prune',
      query
        .delete(wakeTold)
        .where(lt(wakeTold.at, sql.placeholder('before')))
        .prepare(),
    ),
  };
}

/** Makes the store of what orchestrators were told. */
export function createSqliteWakeStore(connection: Connection): WakeStore {
  const { transaction } = connection;
  const statements = prepareStatements(connection);
  return {
    state: (projectId) => {
      const row = statements.state.get({ projectId });
      if (row === undefined) return null;
      const { since, lastDigestAt, digestMessageId: messageId, digestSessionId: sessionId } = row;
      return { since, lastDigestAt, digest: messageId === null || sessionId === null ? null : { messageId, sessionId } };
    },
    putState: (projectId, { since, lastDigestAt, digest }) =>
      transaction(() => {
        const columns = { digestMessageId: digest?.messageId ?? null, digestSessionId: digest?.sessionId ?? null };
        statements.putState.run({ projectId, since, lastDigestAt, ...columns });
      }),
    told: (projectId, keys) => {
      const rows = keys.length === 0 ? [] : statements.told.all({ projectId, keys: JSON.stringify(keys) });
      return new Map<string, MessageId>(rows.map(({ key, messageId }) => [key, messageId]));
    },
    toldBy: (messageId) => statements.toldBy.all({ messageId }).map(({ key }) => key),
    tell: (projectId, keys, { id: messageId, at }) =>
      transaction(() => {
        for (const key of keys) statements.tell.run({ projectId, key, messageId, at });
      }),
    untell: (messageId) => transaction(() => void statements.untell.run({ messageId })),
    heads: (ids) => {
      const rows = ids.length === 0 ? [] : statements.heads.all({ sessionIds: JSON.stringify(ids) });
      return new Map(rows.map(({ sessionId, ...head }): [SessionId, typeof head] => [sessionId, head]));
    },
    putHead: (sessionId, head) => transaction(() => void statements.putHead.run({ sessionId, ...head })),
    prune: (before) => transaction(() => statements.prune.run({ before })),
  };
}
