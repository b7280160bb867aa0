import type { MessageId, ProjectId, SessionId } from '@ao/domain';
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** How far the telling of orchestrators has come, one row for each project that had one. */
export const wakeStates = sqliteTable('wake_states', {
  projectId: text('project_id').$type<ProjectId>().notNull().primaryKey(),
  since: integer('since').notNull(),
  lastDigestAt: integer('last_digest_at'),
  digestMessageId: text('digest_message_id').$type<MessageId>(),
  digestSessionId: text('digest_session_id').$type<SessionId>(),
});

/** The facts orchestrators were told, by key. */
export const wakeTold = sqliteTable(
  'wake_told',
  {
    projectId: text('project_id').$type<ProjectId>().notNull(),
    key: text('key').notNull(),
    messageId: text('message_id').$type<MessageId>().notNull(),
    at: integer('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.key] })],
);

/** Where the branch of a session stood when its agent last ended a turn. */
export const sessionHeads = sqliteTable('session_heads', {
  sessionId: text('session_id').$type<SessionId>().notNull().primaryKey(),
  commit: text('head_commit').notNull(),
  commits: integer('commits').notNull(),
  at: integer('at').notNull(),
});
