import { AoError, type MessageId, type MessageReceipt, type MessageRecord, type SessionId } from '@ao/domain';
import type { MessageStore } from '@ao/ports';
import type { Connection } from '../database/connection.ts';
import { type MessageRow, prepareMessageStatements } from './message-statements.ts';
import { senderNameOf, senderOf } from './sender-columns.ts';

function recordOf(row: MessageRow, receipts: readonly MessageReceipt[]): MessageRecord {
  const { changedAt: _changedAt, senderKind, senderName, ...message } = row;
  return { ...message, sender: senderOf(senderKind, senderName), receipts };
}

/** Makes the message store of a connection. */
export function createSqliteMessageStore(connection: Connection): MessageStore {
  const { clock, transaction } = connection;
  const statements = prepareMessageStatements(connection);

  /** Reads the receipts of all rows at once. */
  const recordsOf = (rows: readonly MessageRow[]): readonly MessageRecord[] => {
    if (rows.length === 0) return [];
    const receipts = new Map<MessageId, MessageReceipt[]>(rows.map((row) => [row.id, []]));
    const stored = statements.receipts.all({ messageIds: JSON.stringify(rows.map((row) => row.id)) });
    for (const { messageId, position: _position, ...receipt } of stored) receipts.get(messageId)?.push(receipt);
    return rows.map((row) => recordOf(row, receipts.get(row.id) ?? []));
  };
  const get = (id: MessageId) => recordsOf(statements.get.all({ id }))[0] ?? null;
  const addReceipt = (messageId: MessageId, position: number, receipt: MessageReceipt) =>
    statements.insertReceipt.run({ messageId, position, ...receipt });
  const takeSequence = (sessionId: SessionId) => {
    if (statements.countMessage.run({ sessionId }) === 0) throw new AoError('SESSION_NOT_FOUND', { details: { sessionId } });
    return statements.lastSequence.get({ sessionId })?.sequence ?? 1;
  };

  return {
    get,
    enqueue: ({ receipt, sender, ...message }) =>
      transaction(() => {
        const { id, sessionId } = message;
        const known = get(id);
        if (known !== null) {
          if (known.sessionId === sessionId && known.text === message.text) return known;
          throw new AoError('MESSAGE_ID_CONFLICT', { details: { messageId: id } });
        }
        statements.insert.run({
          ...message,
          sequence: takeSequence(sessionId),
          senderKind: sender.kind,
          senderName: senderNameOf(sender),
          state: 'queued',
          submittedWhileBusy: false,
          delivery: null,
          launchId: null,
          updatedAt: receipt.at,
          changedAt: clock.now(),
        });
        addReceipt(id, 0, receipt);
        return get(id) ?? neverMissing(id);
      }),
    advance: (id, from, { receipt, ...step }) =>
      transaction(() => {
        const known = get(id);
        if (known === null || !from.includes(known.state)) return null;
        addReceipt(id, known.receipts.length, receipt);
        statements.advance.run({
          id,
          state: receipt.state,
          delivery: step.delivery ?? known.delivery,
          launchId: step.launchId ?? known.launchId,
          submittedWhileBusy: step.submittedWhileBusy ?? known.submittedWhileBusy,
          updatedAt: receipt.at,
          changedAt: clock.now(),
        });
        return get(id);
      }),
    noteHandover: (id, { launchId, at }) =>
      transaction(() => {
        const delivery = launchId === null ? null : 'structured';
        return statements.noteHandover.run({ id, delivery, launchId, updatedAt: at, changedAt: clock.now() }) > 0;
      }),
    listOpen: (sessionId) => recordsOf(statements.listOpen.all({ sessionId })),
    countOpen: (ids) => {
      const rows = ids.length === 0 ? [] : statements.countOpen.all({ sessionIds: JSON.stringify(ids) });
      return new Map(rows.map((row) => [row.sessionId, row.open]));
    },
    sessionsWithOpen: () => statements.sessionsWithOpen.all().map((row) => row.sessionId),
    listForSession: (sessionId, limit) => recordsOf(statements.listForSession.all({ sessionId, limit })),
    prune: (before) => transaction(() => statements.prune.run({ before })),
  };
}

function neverMissing(id: MessageId): never {
  throw new AoError('INTERNAL', { message: `The message ${id} was written and cannot be read.` });
}
