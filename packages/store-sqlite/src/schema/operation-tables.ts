import { OPERATION_KINDS, OPERATION_STATES, type OperationId, type OperationStep, type SessionId } from '@ao/domain';
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { asJsonObject, checkedJson, enumText } from './columns.ts';

const STEP_STATES = ['started', 'done', 'failed'] as const satisfies readonly OperationStep['state'][];

/** The journal of multi-step commands. `position` is the order they were begun in. */
export const operations = sqliteTable('operations', {
  position: integer('position').notNull().primaryKey({ autoIncrement: true }),
  id: text('id').$type<OperationId>().notNull().unique(),
  kind: enumText('kind', OPERATION_KINDS).notNull(),
  sessionId: text('session_id').$type<SessionId>().notNull(),
  state: enumText('state', OPERATION_STATES).notNull(),
  request: checkedJson('request', asJsonObject).notNull(),
  /** Copied from the request, to be found by it. */
  idempotencyKey: text('idempotency_key'),
  errorCode: text('error_code'),
  errorMessage: text('error_message'),
  startedAt: integer('started_at').notNull(),
  deadlineAt: integer('deadline_at').notNull(),
  finishedAt: integer('finished_at'),
  /** When the row was last written; the time of its event. */
  changedAt: integer('changed_at').notNull(),
});

/** The steps of each operation. A step has one row, whatever its state. */
export const operationSteps = sqliteTable(
  'operation_steps',
  {
    operationId: text('operation_id').$type<OperationId>().notNull(),
    position: integer('position').notNull(),
    name: text('name').notNull(),
    state: enumText('state', STEP_STATES).notNull(),
    startedAt: integer('started_at').notNull(),
    finishedAt: integer('finished_at'),
    created: checkedJson('created', asJsonObject).notNull(),
  },
  (table) => [primaryKey({ columns: [table.operationId, table.name] })],
);
