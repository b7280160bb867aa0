import type { NoticeKind, NoticePriority, SessionId } from '@ao/domain';

/** Something people should know. */
export interface NoticeRequest {
  /**
   * Names what is told: the same key is told once, however often it is raised. At most 200 characters. What may come again, and is to be told again
   * then, has something in its key that differs: the commit, the launch, the time it began.
   */
  readonly key: string;
  readonly kind: NoticeKind;
  readonly priority: NoticePriority;
  /** Null when it concerns no session. */
  readonly sessionId: SessionId | null;
  /** One line for people. Words of strangers in it have been cleaned and shortened. */
  readonly text: string;
  /** Where to look; null when there is no page for it. */
  readonly url: string | null;
}

/** Takes what people should know. */
export interface Notices {
  /**
   * Stores it, unless the key is known; delivery follows and is nobody's wait. Synchronous, and part of the transaction it is called in. Answers whether
   * it was new. A key that was withdrawn before anybody was told is not known any more.
   */
  raise(notice: NoticeRequest): boolean;
  /** Takes back what has passed, if it was not delivered yet; what was delivered stays in lists, as passed. Unknown keys are ignored. */
  withdraw(key: string): void;
}
