import { INTAKE_STATES, type ProjectId, type SessionId } from '@ao/domain';
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { enumText } from './columns.ts';

/** Issues that were taken in. */
export const issueIntake = sqliteTable(
  'issue_intake',
  {
    projectId: text('project_id').$type<ProjectId>().notNull(),
    issueKey: text('issue_key').notNull(),
    label: text('label').notNull(),
    title: text('title').notNull(),
    state: enumText('state', INTAKE_STATES).notNull(),
    sessionId: text('session_id').$type<SessionId>(),
    attempts: integer('attempts').notNull(),
    message: text('message'),
    nextTryAt: integer('next_try_at'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.issueKey] })],
);
