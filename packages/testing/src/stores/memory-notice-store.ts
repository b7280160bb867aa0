import { AoError, type NoticeDelivery, type NoticeRecord, type SessionId, type SessionRecord } from '@ao/domain';
import type { NewNotice, NoticeStore } from '@ao/ports';
import type { MemoryChangeLog } from './memory-change-log.ts';
import type { MemoryTable, MemoryTransactions } from './memory-transactions.ts';

/** A notice, and whether outlets were chosen for it. */
export interface MemoryNotice extends NoticeRecord {
  readonly routed: boolean;
}

/** What the notice store needs. */
export interface MemoryNoticeStoreOptions {
  readonly sessions: MemoryTable<SessionId, SessionRecord>;
  readonly table: MemoryTable<number, MemoryNotice>;
  readonly transactions: MemoryTransactions;
  readonly changes: MemoryChangeLog;
}

const isOpen = ({ state }: NoticeDelivery) => state === 'waiting' || state === 'sending';

function recordOf({ routed: _routed, ...notice }: MemoryNotice): NoticeRecord {
  return notice;
}

/** Makes the notice store over a table. */
export function createMemoryNoticeStore(options: MemoryNoticeStoreOptions): NoticeStore {
  const { sessions, table, transactions, changes } = options;
  let newest = 0;

  const oldestFirst = () => table.rows().sort((a, b) => a.id - b.id);
  const find = (key: string) => table.rows().find((notice) => notice.key === key);
  const tell = (type: 'notice.created' | 'notice.updated', notice: MemoryNotice) => {
    const { id, key, kind, priority, text, url, readAt, withdrawnAt, projectId, sessionId } = notice;
    changes.append({ type, projectId, sessionId, payload: { id, key, kind, priority, text, url, readAt, withdrawnAt } });
  };
  const update = (notice: MemoryNotice) => {
    table.set(notice.id, notice);
    tell('notice.updated', notice);
    return recordOf(notice);
  };
  const newNotice = (notice: NewNotice, id: number): MemoryNotice => {
    const { key, kind, priority, sessionId, text, url, raisedAt } = notice;
    const session = sessionId === null ? undefined : sessions.get(sessionId);
    if (sessionId !== null && session === undefined) throw new AoError('SESSION_NOT_FOUND', { details: { sessionId } });
    const unset = { readAt: null, withdrawnAt: null, deliveries: [], routed: false };
    return { id, key, kind, priority, sessionId, projectId: session?.projectId ?? null, text, url, raisedAt, ...unset };
  };
  const openDeliveries = () =>
    oldestFirst().flatMap((notice) => notice.deliveries.map((delivery) => ({ notice: recordOf(notice), delivery })));

  return {
    raise: (notice) =>
      transactions.run(() => {
        const known = find(notice.key);
        if (known === undefined) {
          const added = newNotice(notice, newest + 1);
          newest += 1;
          table.set(added.id, added);
          tell('notice.created', added);
          return recordOf(added);
        }
        const begun = known.deliveries.some(({ attempts }) => attempts > 0);
        return known.withdrawnAt === null || begun ? null : update(newNotice(notice, known.id));
      }),
    withdraw: (key, at) =>
      transactions.run(() => {
        const known = find(key);
        if (known === undefined || known.withdrawnAt !== null) return null;
        const deliveries = known.deliveries.map((delivery) =>
          delivery.state === 'waiting' ? { ...delivery, state: 'withdrawn' as const, notBefore: null, updatedAt: at } : delivery,
        );
        return update({ ...known, withdrawnAt: at, deliveries });
      }),
    get: (id) => {
      const notice = table.get(id);
      return notice === undefined ? null : recordOf(notice);
    },
    findByKey: (key) => {
      const notice = find(key);
      return notice === undefined ? null : recordOf(notice);
    },
    list: ({ unread = false, sessionId, projectId, before, limit }) =>
      oldestFirst()
        .reverse()
        .filter((notice) => !unread || (notice.readAt === null && notice.withdrawnAt === null))
        .filter((notice) => sessionId === undefined || notice.sessionId === sessionId)
        .filter((notice) => projectId === undefined || notice.projectId === projectId)
        .filter((notice) => before === undefined || notice.id < before)
        .slice(0, limit)
        .map(recordOf),
    listStanding: (kind) =>
      oldestFirst()
        .filter((notice) => notice.kind === kind && notice.withdrawnAt === null)
        .map(recordOf),
    markRead: (ids, at) =>
      transactions.run(() => {
        const unread = oldestFirst().filter(({ id, readAt }) => readAt === null && (ids === null || ids.includes(id)));
        for (const notice of unread) update({ ...notice, readAt: at });
        return unread.length;
      }),
    listUnrouted: (limit) =>
      oldestFirst()
        .filter(({ routed }) => !routed)
        .slice(0, limit)
        .map(recordOf),
    route: (id, outlets, at) =>
      transactions.run(() => {
        const notice = table.get(id);
        if (notice === undefined || notice.routed) return;
        const waiting = {
          state: 'waiting' as const,
          attempts: 0,
          notBefore: null,
          hold: null,
          dispatchId: null,
          updatedAt: at,
          detail: null,
        };
        const deliveries = [...new Set(outlets)].sort().map((outlet) => ({ outlet, ...waiting }));
        table.set(id, { ...notice, routed: true, deliveries });
      }),
    listOpenDeliveries: () => openDeliveries().filter(({ delivery }) => isOpen(delivery)),
    putDelivery: (id, delivery) =>
      transactions.run(() => {
        const notice = table.get(id);
        const known = notice?.deliveries.find(({ outlet }) => outlet === delivery.outlet);
        if (notice === undefined || known === undefined) return;
        const changed = { ...notice, deliveries: notice.deliveries.map((one) => (one === known ? delivery : one)) };
        if (isOpen(known) && !isOpen(delivery)) update(changed);
        else table.set(id, changed);
      }),
    listEndedDeliveries: (outlet, limit) =>
      openDeliveries()
        .filter(({ delivery }) => delivery.outlet === outlet && !isOpen(delivery))
        .sort((a, b) => b.delivery.updatedAt - a.delivery.updatedAt || b.notice.id - a.notice.id)
        .slice(0, limit),
    prune: (before) =>
      transactions.run(() => {
        const old = table.rows().filter(({ raisedAt }) => raisedAt < before);
        for (const { id } of old) table.delete(id);
        return old.length;
      }),
  };
}
