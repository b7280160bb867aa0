import { AGENT_REPORT_KINDS, type AgentReportId, ANSWER_DELIVERIES, type LaunchId, type MessageSender, type SessionId } from '@ao/domain';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { enumText } from './columns.ts';

const SENDER_KINDS = ['person', 'session', 'automation'] as const satisfies readonly MessageSender['kind'][];

/** What agents said of their work. */
export const agentReports = sqliteTable('agent_reports', {
  id: text('id').$type<AgentReportId>().notNull().primaryKey(),
  sessionId: text('session_id').$type<SessionId>().notNull(),
  sequence: integer('sequence').notNull(),
  kind: enumText('kind', AGENT_REPORT_KINDS).notNull(),
  text: text('text').notNull(),
  at: integer('at').notNull(),
  launchId: text('launch_id').$type<LaunchId>(),
  answer: text('answer'),
  answeredAt: integer('answered_at'),
  answeredByKind: enumText('answered_by_kind', SENDER_KINDS),
  /** The id of the answering session, or the name of the automation. */
  answeredByName: text('answered_by_name'),
  answerDelivery: enumText('answer_delivery', ANSWER_DELIVERIES),
  supersededAt: integer('superseded_at'),
  /** When the row was last written; the time of its event. */
  changedAt: integer('changed_at').notNull(),
});
