import { type LaunchId, MESSAGE_STATES, type MessageDelivery, type MessageId, type MessageSender, type SessionId } from '@ao/domain';
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { enumText, flag } from './columns.ts';

const SENDER_KINDS = ['person', 'session', 'automation'] as const satisfies readonly MessageSender['kind'][];
const DELIVERIES = ['typed', 'structured', 'launch'] as const satisfies readonly MessageDelivery[];

/** The outboxes of all sessions. */
export const messages = sqliteTable('messages', {
  id: text('id').$type<MessageId>().notNull().primaryKey(),
  sessionId: text('session_id').$type<SessionId>().notNull(),
  sequence: integer('sequence').notNull(),
  text: text('text').notNull(),
  isFirstPrompt: flag('is_first_prompt').notNull(),
  senderKind: enumText('sender_kind', SENDER_KINDS).notNull(),
  /** The id of the sending session, or the name of the automation. */
  senderName: text('sender_name'),
  urgent: flag('urgent').notNull(),
  state: enumText('state', MESSAGE_STATES).notNull(),
  submittedWhileBusy: flag('submitted_while_busy').notNull(),
  delivery: enumText('delivery', DELIVERIES),
  launchId: text('launch_id').$type<LaunchId>(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  /** When the row was last written; the time of its event. */
  changedAt: integer('changed_at').notNull(),
});

/** What happened to each message, step by step. Append only. */
export const messageReceipts = sqliteTable(
  'message_receipts',
  {
    messageId: text('message_id').$type<MessageId>().notNull(),
    position: integer('position').notNull(),
    state: enumText('state', MESSAGE_STATES).notNull(),
    at: integer('at').notNull(),
    evidence: text('evidence').notNull(),
    screen: text('screen'),
  },
  (table) => [primaryKey({ columns: [table.messageId, table.position] })],
);
