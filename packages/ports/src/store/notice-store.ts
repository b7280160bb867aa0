import type { NoticeDelivery, NoticeKind, NoticeRecord, ProjectId, SessionId, Timestamp } from '@ao/domain';
import type { NoticeRequest } from '../notice/notices.ts';

/** A notice that is raised. */
export interface NewNotice extends NoticeRequest {
  readonly raisedAt: Timestamp;
}

/** Which notices to list. */
export interface NoticeFilter {
  /** Only those nobody has read, and that have not passed. Default: all. */
  readonly unread?: boolean | undefined;
  readonly sessionId?: SessionId | undefined;
  readonly projectId?: ProjectId | undefined;
  /** Only older ones than this id. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** A delivery that is not over, with the notice it delivers. */
export interface OpenDelivery {
  readonly notice: NoticeRecord;
  readonly delivery: NoticeDelivery;
}

/** What people should know, and what became of telling them. Synchronous, see {@link SessionStore}. */
export interface NoticeStore {
  /**
   * Stores a notice. Null when the key is known, unless it was withdrawn before any outlet was handed it: then it is stored anew under the same id.
   * Throws `SESSION_NOT_FOUND`.
   */
  raise(notice: NewNotice): NoticeRecord | null;
  /** Marks as passed, once; deliveries that were not begun, or wait for another attempt, become `withdrawn`. Null when nothing changed. */
  withdraw(key: string, at: Timestamp): NoticeRecord | null;
  get(id: number): NoticeRecord | null;
  findByKey(key: string): NoticeRecord | null;
  /** Newest first. */
  list(filter: NoticeFilter): readonly NoticeRecord[];
  /** Those of a kind that were not withdrawn, oldest first. */
  listStanding(kind: NoticeKind): readonly NoticeRecord[];
  /** Marks as read; null: all of them. Answers how many were unread before. */
  markRead(ids: readonly number[] | null, at: Timestamp): number;
  /** Those no outlets were chosen for yet, oldest first. */
  listUnrouted(limit: number): readonly NoticeRecord[];
  /** Writes down the outlets a notice goes to; each gets a delivery that waits. Done once per notice. */
  route(id: number, outlets: readonly string[], at: Timestamp): void;
  /** Deliveries that wait or are under way, by the id of the notice. */
  listOpenDeliveries(): readonly OpenDelivery[];
  /** Replaces a delivery. It is an event when it ends. Unknown ones are ignored. */
  putDelivery(id: number, delivery: NoticeDelivery): void;
  /** The newest deliveries that ended at an outlet, newest first. */
  listEndedDeliveries(outlet: string, limit: number): readonly OpenDelivery[];
  /** Drops notices raised before, with their deliveries. Answers how many. */
  prune(before: Timestamp): number;
}
