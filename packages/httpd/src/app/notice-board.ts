import type { NoticeRecord, ProjectId, SessionId } from '@ao/domain';

/** Which notices are wanted. */
export interface NoticeQuery {
  /** Only what nobody has read and what has not passed. */
  readonly unread: boolean;
  readonly sessionId: SessionId | undefined;
  readonly projectId: ProjectId | undefined;
  /** Only older ones. */
  readonly before: number | undefined;
  readonly limit: number;
}

/** What came of trying an outlet. */
export interface OutletTrialReport {
  readonly outlet: string;
  readonly kind: string;
  readonly state: 'delivered' | 'refused' | 'unknown';
  /** Why it was not delivered; null when it was. */
  readonly detail: string | null;
}

/** What people should know. */
export interface NoticeBoard {
  /** Newest first. */
  list(query: NoticeQuery): readonly NoticeRecord[];
  /** Answers how many were unread before. Null: all. Throws `NOTICE_NOT_FOUND`. */
  markRead(ids: readonly number[] | null): number;
  /** Null: all outlets. Throws `OUTLET_NOT_FOUND`. */
  test(outlet: string | null, signal: AbortSignal): Promise<readonly OutletTrialReport[]>;
}
