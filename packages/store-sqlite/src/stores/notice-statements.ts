import { and, asc, count, desc, eq, inArray, isNull, lt, notInArray, sql } from 'drizzle-orm';
import type { Connection, ReadStatement, WriteStatement } from '../database/connection.ts';
import { noticeDeliveries, notices } from '../schema/notice-tables.ts';
import { placeholder, placeholdersFor } from './placeholders.ts';

/** A stored notice. */
export type NoticeRow = typeof notices.$inferSelect;
/** A stored delivery. */
export type NoticeDeliveryRow = typeof noticeDeliveries.$inferSelect;

/** The statements of the notice store. */
export interface NoticeStatements {
  readonly get: ReadStatement<NoticeRow>;
  readonly findByKey: ReadStatement<NoticeRow>;
  readonly list: ReadStatement<NoticeRow>;
  readonly listStanding: ReadStatement<NoticeRow>;
  readonly listUnrouted: ReadStatement<NoticeRow>;
  readonly listUnread: ReadStatement<{ id: number }>;
  readonly insert: WriteStatement;
  readonly update: WriteStatement;
  readonly prune: WriteStatement;
  readonly deliveries: ReadStatement<NoticeDeliveryRow>;
  readonly delivery: ReadStatement<NoticeDeliveryRow>;
  readonly openDeliveries: ReadStatement<NoticeDeliveryRow>;
  readonly endedDeliveries: ReadStatement<NoticeDeliveryRow>;
  readonly insertDelivery: WriteStatement;
  readonly updateDelivery: WriteStatement;
  readonly dropDeliveries: WriteStatement;
  readonly countBegun: ReadStatement<{ begun: number }>;
}

/** Prepares the statements. */
export function prepareNoticeStatements({ query, read, write }: Connection): NoticeStatements {
  const all = placeholdersFor(notices);
  const { id: _id, ...inserted } = all;
  const { noticeId: _noticeId, outlet: _outlet, ...step } = placeholdersFor(noticeDeliveries);
  const select = () => query.select().from(notices);
  const selectDelivery = () => query.select().from(noticeDeliveries);
  const idIs = eq(notices.id, sql.placeholder('id'));
  const ofNotice = eq(noticeDeliveries.noticeId, sql.placeholder('noticeId'));
  const isOpen = inArray(noticeDeliveries.state, ['waiting', 'sending']);
  const theOne = and(ofNotice, eq(noticeDeliveries.outlet, sql.placeholder('outlet')));
  /** A filter that is not given is null. */
  const given = (column: typeof notices.sessionId | typeof notices.projectId, name: string) =>
    sql`(${sql.placeholder(name)} IS NULL OR ${column} = ${sql.placeholder(name)})`;
  const unread = and(isNull(notices.readAt), isNull(notices.withdrawnAt));
  return {
    get: read('notices.get', select().where(idIs).prepare()),
    findByKey: read(
      'notices.findByKey',
      select()
        .where(eq(notices.key, sql.placeholder('key')))
        .prepare(),
    ),
    list: read(
      'notices.list',
      select()
        .where(
          and(
            given(notices.sessionId, 'sessionId'),
            given(notices.projectId, 'projectId'),
            sql`(${sql.placeholder('unread')} = 0 OR (${unread}))`,
            sql`(${sql.placeholder('before')} IS NULL OR ${notices.id} < ${sql.placeholder('before')})`,
          ),
        )
        .orderBy(desc(notices.id))
        .limit(sql.placeholder('limit'))
        .prepare(),
    ),
    listStanding: read(
      'notices.listStanding',
      select()
        .where(and(eq(notices.kind, placeholder('kind', notices.kind)), isNull(notices.withdrawnAt)))
        .orderBy(asc(notices.id))
        .prepare(),
    ),
    listUnrouted: read(
      'notices.listUnrouted',
      select().where(isNull(notices.routedAt)).orderBy(asc(notices.id)).limit(sql.placeholder('limit')).prepare(),
    ),
    listUnread: read('notices.listUnread', query.select({ id: notices.id }).from(notices).where(isNull(notices.readAt)).prepare()),
    insert: write('notices.insert', query.insert(notices).values(inserted).prepare()),
    update: write('notices.update', query.update(notices).set(inserted).where(idIs).prepare()),
    prune: write(
      'notices.prune',
      query
        .delete(notices)
        .where(lt(notices.raisedAt, sql.placeholder('before')))
        .prepare(),
    ),
    deliveries: read(
      'noticeDeliveries.list',
      selectDelivery()
        .where(sql`${noticeDeliveries.noticeId} IN (SELECT value FROM json_each(${sql.placeholder('noticeIds')}))`)
        .orderBy(asc(noticeDeliveries.noticeId), asc(noticeDeliveries.outlet))
        .prepare(),
    ),
    delivery: read('noticeDeliveries.get', selectDelivery().where(theOne).prepare()),
    openDeliveries: read(
      'noticeDeliveries.listOpen',
      selectDelivery().where(isOpen).orderBy(asc(noticeDeliveries.noticeId), asc(noticeDeliveries.outlet)).prepare(),
    ),
    endedDeliveries: read(
      'noticeDeliveries.listEnded',
      selectDelivery()
        .where(and(eq(noticeDeliveries.outlet, sql.placeholder('outlet')), notInArray(noticeDeliveries.state, ['waiting', 'sending'])))
        .orderBy(desc(noticeDeliveries.updatedAt), desc(noticeDeliveries.noticeId))
        .limit(sql.placeholder('limit'))
        .prepare(),
    ),
    insertDelivery: write('noticeDeliveries.insert', query.insert(noticeDeliveries).values(placeholdersFor(noticeDeliveries)).prepare()),
    updateDelivery: write('noticeDeliveries.update', query.update(noticeDeliveries).set(step).where(theOne).prepare()),
    dropDeliveries: write('noticeDeliveries.drop', query.delete(noticeDeliveries).where(ofNotice).prepare()),
    countBegun: read(
      'noticeDeliveries.countBegun',
      query
        .select({ begun: count() })
        .from(noticeDeliveries)
        .where(and(ofNotice, sql`${noticeDeliveries.attempts} > 0`))
        .prepare(),
    ),
  };
}
