import { NOTICE_DELIVERY_STATES, NOTICE_HOLDS, NOTICE_KINDS, NOTICE_PRIORITIES, type ProjectId, type SessionId } from '@ao/domain';
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { enumText } from './columns.ts';

/** What people should know. */
export const notices = sqliteTable('notices', {
  id: integer('id').notNull().primaryKey({ autoIncrement: true }),
  key: text('key').notNull().unique(),
  kind: enumText('kind', NOTICE_KINDS).notNull(),
  priority: enumText('priority', NOTICE_PRIORITIES).notNull(),
  sessionId: text('session_id').$type<SessionId>(),
  projectId: text('project_id').$type<ProjectId>(),
  text: text('text').notNull(),
  url: text('url'),
  raisedAt: integer('raised_at').notNull(),
  /** When outlets were chosen for it. */
  routedAt: integer('routed_at'),
  readAt: integer('read_at'),
  withdrawnAt: integer('withdrawn_at'),
  /** Counts the deliveries that are over, so that the end of one changes the row and is an event. */
  endedDeliveries: integer('ended_deliveries').notNull(),
  /** When the row was last written; the time of its event. */
  changedAt: integer('changed_at').notNull(),
});

/** The way of each notice to each outlet. */
export const noticeDeliveries = sqliteTable(
  'notice_deliveries',
  {
    noticeId: integer('notice_id').notNull(),
    outlet: text('outlet').notNull(),
    state: enumText('state', NOTICE_DELIVERY_STATES).notNull(),
    attempts: integer('attempts').notNull(),
    notBefore: integer('not_before'),
    hold: enumText('hold', NOTICE_HOLDS),
    dispatchId: text('dispatch_id'),
    updatedAt: integer('updated_at').notNull(),
    detail: text('detail'),
  },
  (table) => [primaryKey({ columns: [table.noticeId, table.outlet] })],
);
