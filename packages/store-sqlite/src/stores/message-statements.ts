import { FINAL_MESSAGE_STATES, MESSAGE_STATES, type SessionId } from '@ao/domain';
import { and, asc, count, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Connection, ReadStatement, WriteStatement } from '../database/connection.ts';
import { messageReceipts, messages } from '../schema/message-tables.ts';
import { sessions } from '../schema/session-table.ts';
import { placeholdersFor } from './placeholders.ts';

const OPEN_STATES = MESSAGE_STATES.filter((state) => !FINAL_MESSAGE_STATES.has(state));

/** A stored message. */
export type MessageRow = typeof messages.$inferSelect;

/** The statements of the message store. */
export interface MessageStatements {
  readonly get: ReadStatement<MessageRow>;
  readonly listOpen: ReadStatement<MessageRow>;
  readonly listForSession: ReadStatement<MessageRow>;
  readonly countOpen: ReadStatement<{ sessionId: SessionId; open: number }>;
  readonly sessionsWithOpen: ReadStatement<{ sessionId: SessionId }>;
  readonly insert: WriteStatement;
  readonly advance: WriteStatement;
  readonly noteHandover: WriteStatement;
  readonly prune: WriteStatement;
  readonly receipts: ReadStatement<typeof messageReceipts.$inferSelect>;
  readonly insertReceipt: WriteStatement;
  /** Counts one more message of a session; changes nothing when there is no such session. */
  readonly countMessage: WriteStatement;
  readonly lastSequence: ReadStatement<{ sequence: number }>;
}

/** Prepares the statements. */
export function prepareMessageStatements({ query, read, write }: Connection): MessageStatements {
  const idIs = eq(messages.id, sql.placeholder('id'));
  const sessionIs = eq(messages.sessionId, sql.placeholder('sessionId'));
  const senderIs = eq(sessions.id, sql.placeholder('sessionId'));
  const isOpen = inArray(messages.state, OPEN_STATES);
  const select = () => query.select().from(messages);
  const all = placeholdersFor(messages);
  const { state, delivery, launchId, submittedWhileBusy, updatedAt, changedAt } = all;
  const step = { state, delivery, launchId, submittedWhileBusy, updatedAt, changedAt };
  return {
    get: read('messages.get', select().where(idIs).prepare()),
    listOpen: read('messages.listOpen', select().where(and(sessionIs, isOpen)).orderBy(asc(messages.sequence)).prepare()),
    listForSession: read(
      'messages.listForSession',
      select().where(sessionIs).orderBy(desc(messages.sequence)).limit(sql.placeholder('limit')).prepare(),
    ),
    countOpen: read(
      'messages.countOpen',
      query
        .select({ sessionId: messages.sessionId, open: count() })
        .from(messages)
        .where(and(sql`${messages.sessionId} IN (SELECT value FROM json_each(${sql.placeholder('sessionIds')}))`, isOpen))
        .groupBy(messages.sessionId)
        .prepare(),
    ),
    sessionsWithOpen: read(
      'messages.sessionsWithOpen',
      query.selectDistinct({ sessionId: messages.sessionId }).from(messages).where(isOpen).orderBy(asc(messages.sessionId)).prepare(),
    ),
    insert: write('messages.insert', query.insert(messages).values(all).prepare()),
    advance: write('messages.advance', query.update(messages).set(step).where(idIs).prepare()),
    noteHandover: write(
      'messages.noteHandover',
      query
        .update(messages)
        .set({ delivery, launchId, updatedAt, changedAt })
        .where(and(idIs, eq(messages.state, 'queued')))
        .prepare(),
    ),
    prune: write(
      'messages.prune',
      query
        .delete(messages)
        .where(and(inArray(messages.state, [...FINAL_MESSAGE_STATES]), lt(messages.updatedAt, sql.placeholder('before'))))
        .prepare(),
    ),
    receipts: read(
      'messageReceipts.list',
      query
        .select()
        .from(messageReceipts)
        .where(sql`${messageReceipts.messageId} IN (SELECT value FROM json_each(${sql.placeholder('messageIds')}))`)
        .orderBy(asc(messageReceipts.messageId), asc(messageReceipts.position))
        .prepare(),
    ),
    insertReceipt: write('messageReceipts.insert', query.insert(messageReceipts).values(placeholdersFor(messageReceipts)).prepare()),
    countMessage: write(
      'sessions.countMessage',
      query
        .update(sessions)
        .set({ lastMessageSequence: sql`${sessions.lastMessageSequence} + 1` })
        .where(senderIs)
        .prepare(),
    ),
    lastSequence: read(
      'sessions.lastMessageSequence',
      query.select({ sequence: sessions.lastMessageSequence }).from(sessions).where(senderIs).prepare(),
    ),
  };
}
