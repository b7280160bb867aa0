import { AoError, FINAL_MESSAGE_STATES, type MessageId, type MessageRecord, type SessionId, type SessionRecord } from '@ao/domain';
import type { MessageStore } from '@ao/ports';
import type { MemoryChangeLog } from './memory-change-log.ts';
import type { MemoryTable, MemoryTransactions } from './memory-transactions.ts';

/** What the message store needs. */
export interface MemoryMessageStoreOptions {
  readonly sessions: MemoryTable<SessionId, SessionRecord>;
  readonly table: MemoryTable<MessageId, MessageRecord>;
  readonly transactions: MemoryTransactions;
  readonly changes: MemoryChangeLog;
}

/** Makes the message store over a table. */
export function createMemoryMessageStore(options: MemoryMessageStoreOptions): MessageStore {
  const { sessions, table, transactions, changes } = options;
  const lastSequences = new Map<SessionId, number>();

  const ofSession = (sessionId: SessionId) =>
    table
      .rows()
      .filter((message) => message.sessionId === sessionId)
      .sort((a, b) => a.sequence - b.sequence);
  const write = (type: 'message.created' | 'message.updated', message: MessageRecord) => {
    table.set(message.id, message);
    const { id, sessionId, state, sequence, isFirstPrompt } = message;
    const payload = { id, state, sequence, isFirstPrompt };
    changes.append({ type, projectId: sessions.get(sessionId)?.projectId ?? null, sessionId, payload });
    return message;
  };

  return {
    enqueue: ({ receipt, ...message }) =>
      transactions.run(() => {
        const { id, sessionId } = message;
        const known = table.get(id);
        if (known !== undefined) {
          if (known.sessionId === sessionId && known.text === message.text) return known;
          throw new AoError('MESSAGE_ID_CONFLICT', { details: { messageId: id } });
        }
        if (sessions.get(sessionId) === undefined) throw new AoError('SESSION_NOT_FOUND', { details: { sessionId } });
        const sequence = (lastSequences.get(sessionId) ?? 0) + 1;
        lastSequences.set(sessionId, sequence);
        return write('message.created', {
          ...message,
          sequence,
          state: 'queued',
          submittedWhileBusy: false,
          delivery: null,
          launchId: null,
          receipts: [receipt],
          updatedAt: receipt.at,
        });
      }),
    get: (id) => table.get(id) ?? null,
    advance: (id, from, step) =>
      transactions.run(() => {
        const known = table.get(id);
        if (known === undefined || !from.includes(known.state)) return null;
        return write('message.updated', {
          ...known,
          state: step.receipt.state,
          delivery: step.delivery ?? known.delivery,
          launchId: step.launchId ?? known.launchId,
          submittedWhileBusy: step.submittedWhileBusy ?? known.submittedWhileBusy,
          receipts: [...known.receipts, step.receipt],
          updatedAt: step.receipt.at,
        });
      }),
    noteHandover: (id, { launchId, at }) =>
      transactions.run(() => {
        const known = table.get(id);
        if (known?.state !== 'queued') return false;
        write('message.updated', { ...known, delivery: launchId === null ? null : 'structured', launchId, updatedAt: at });
        return true;
      }),
    listOpen: (sessionId) => ofSession(sessionId).filter((message) => !FINAL_MESSAGE_STATES.has(message.state)),
    countOpen: (sessionIds) => {
      const counts = new Map<SessionId, number>();
      for (const { sessionId, state } of table.rows()) {
        if (FINAL_MESSAGE_STATES.has(state) || !sessionIds.includes(sessionId)) continue;
        counts.set(sessionId, (counts.get(sessionId) ?? 0) + 1);
      }
      return counts;
    },
    sessionsWithOpen: () => {
      const open = table.rows().filter((message) => !FINAL_MESSAGE_STATES.has(message.state));
      return [...new Set(open.map((message) => message.sessionId))].sort();
    },
    listForSession: (sessionId, limit) => ofSession(sessionId).reverse().slice(0, limit),
    prune: (updatedBefore) =>
      transactions.run(() => {
        const old = table.rows().filter((message) => FINAL_MESSAGE_STATES.has(message.state) && message.updatedAt < updatedBefore);
        for (const message of old) table.delete(message.id);
        return old.length;
      }),
  };
}
