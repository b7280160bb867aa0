import { AoError, type NoticeDelivery, type NoticeRecord, type Timestamp } from '@ao/domain';
import type { NewNotice, NoticeStore, OpenDelivery, SessionStore } from '@ao/ports';
import type { Connection } from '../database/connection.ts';
import { type NoticeDeliveryRow, type NoticeRow, prepareNoticeStatements } from './notice-statements.ts';

function isOpen(delivery: Pick<NoticeDelivery, 'state'>): boolean {
  return delivery.state === 'waiting' || delivery.state === 'sending';
}

function deliveryOf({ noticeId: _noticeId, ...delivery }: NoticeDeliveryRow): NoticeDelivery {
  return delivery;
}

function recordOf(row: NoticeRow, deliveries: readonly NoticeDelivery[]): NoticeRecord {
  const { routedAt: _routedAt, endedDeliveries: _ended, changedAt: _changedAt, ...notice } = row;
  return { ...notice, deliveries };
}

/** Makes the notice store of a connection. */
export function createSqliteNoticeStore(connection: Connection, sessions: SessionStore): NoticeStore {
  const { clock, transaction } = connection;
  const statements = prepareNoticeStatements(connection);

  /** Reads the deliveries of all rows at once. */
  const recordsOf = (rows: readonly NoticeRow[]): readonly NoticeRecord[] => {
    if (rows.length === 0) return [];
    const deliveries = new Map<number, NoticeDelivery[]>(rows.map(({ id }) => [id, []]));
    const stored = statements.deliveries.all({ noticeIds: JSON.stringify(rows.map(({ id }) => id)) });
    for (const row of stored) deliveries.get(row.noticeId)?.push(deliveryOf(row));
    return rows.map((row) => recordOf(row, deliveries.get(row.id) ?? []));
  };
  const first = (rows: readonly NoticeRow[]) => recordsOf(rows)[0] ?? null;
  const get = (id: number) => first(statements.get.all({ id }));
  const withNotices = (rows: readonly NoticeDeliveryRow[]): readonly OpenDelivery[] => {
    const notices = new Map(
      recordsOf([...new Set(rows.map(({ noticeId }) => noticeId))].flatMap((id) => statements.get.all({ id }))).map((one) => [one.id, one]),
    );
    return rows.flatMap((row) => {
      const notice = notices.get(row.noticeId);
      return notice === undefined ? [] : [{ notice, delivery: deliveryOf(row) }];
    });
  };
  const rewrite = (row: NoticeRow, changes: Partial<NoticeRow>) => statements.update.run({ ...row, ...changes, changedAt: clock.now() });

  /** The values of a new row; a session that does not exist is refused. */
  function newRow(notice: NewNotice): Omit<NoticeRow, 'id'> {
    const { sessionId } = notice;
    const session = sessionId === null ? null : sessions.get(sessionId);
    if (sessionId !== null && session === null) throw new AoError('SESSION_NOT_FOUND', { details: { sessionId } });
    const { key, kind, priority, text, url, raisedAt } = notice;
    const unset = { routedAt: null, readAt: null, withdrawnAt: null, endedDeliveries: 0 };
    return { key, kind, priority, text, url, raisedAt, sessionId, projectId: session?.projectId ?? null, ...unset, changedAt: clock.now() };
  }

  return {
    get,
    findByKey: (key) => first(statements.findByKey.all({ key })),
    raise: (notice) =>
      transaction(() => {
        const row = newRow(notice);
        const known = statements.findByKey.get({ key: notice.key });
        if (known === undefined) {
          statements.insert.run(row);
          return first(statements.findByKey.all({ key: notice.key }));
        }
        if (known.withdrawnAt === null || (statements.countBegun.get({ noticeId: known.id })?.begun ?? 0) > 0) return null;
        statements.dropDeliveries.run({ noticeId: known.id });
        rewrite({ ...row, id: known.id }, {});
        return get(known.id);
      }),
    withdraw: (key, at) =>
      transaction(() => {
        const row = statements.findByKey.get({ key });
        if (row === undefined || row.withdrawnAt !== null) return null;
        const waiting = (get(row.id)?.deliveries ?? []).filter(({ state }) => state === 'waiting');
        for (const delivery of waiting) {
          statements.updateDelivery.run({ noticeId: row.id, ...delivery, state: 'withdrawn', notBefore: null, updatedAt: at });
        }
        rewrite(row, { withdrawnAt: at, endedDeliveries: row.endedDeliveries + waiting.length });
        return get(row.id);
      }),
    list: ({ unread = false, sessionId = null, projectId = null, before = null, limit }) =>
      recordsOf(statements.list.all({ unread: Number(unread), sessionId, projectId, before, limit })),
    listStanding: (kind) => recordsOf(statements.listStanding.all({ kind })),
    markRead: (ids, at: Timestamp) =>
      transaction(() => {
        const marked = (ids ?? statements.listUnread.all().map(({ id }) => id)).flatMap((id) => statements.get.all({ id }));
        const unread = marked.filter(({ readAt }) => readAt === null);
        for (const row of unread) rewrite(row, { readAt: at });
        return unread.length;
      }),
    listUnrouted: (limit) => recordsOf(statements.listUnrouted.all({ limit })),
    route: (id, outlets, at) =>
      transaction(() => {
        const row = statements.get.get({ id });
        if (row === undefined || row.routedAt !== null) return;
        const waiting = { state: 'waiting', attempts: 0, notBefore: null, hold: null, dispatchId: null, updatedAt: at, detail: null };
        for (const outlet of new Set(outlets)) statements.insertDelivery.run({ noticeId: id, outlet, ...waiting });
        rewrite(row, { routedAt: at });
      }),
    listOpenDeliveries: () => withNotices(statements.openDeliveries.all()),
    putDelivery: (id, delivery) =>
      transaction(() => {
        const [row, known] = [statements.get.get({ id }), statements.delivery.get({ noticeId: id, outlet: delivery.outlet })];
        if (row === undefined || known === undefined) return;
        statements.updateDelivery.run({ noticeId: id, ...delivery });
        if (isOpen(known) && !isOpen(delivery)) rewrite(row, { endedDeliveries: row.endedDeliveries + 1 });
      }),
    listEndedDeliveries: (outlet, limit) => withNotices(statements.endedDeliveries.all({ outlet, limit })),
    prune: (before) => transaction(() => statements.prune.run({ before })),
  };
}
