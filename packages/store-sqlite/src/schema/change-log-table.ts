import { CHANGE_EVENT_TYPES, type ProjectId, type SessionId } from '@ao/domain';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { asJsonObject, checkedJson, enumText } from './columns.ts';

/** The committed changes. Only triggers write here. */
export const changeLog = sqliteTable('change_log', {
  sequence: integer('sequence').notNull().primaryKey({ autoIncrement: true }),
  type: enumText('type', CHANGE_EVENT_TYPES).notNull(),
  at: integer('at').notNull(),
  projectId: text('project_id').$type<ProjectId>(),
  sessionId: text('session_id').$type<SessionId>(),
  payload: checkedJson('payload', asJsonObject).notNull(),
});
