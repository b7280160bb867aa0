import type { SessionId } from '@ao/domain';

/**
 * What people are told outside of `ao`.
 *
 * - `needs_you`: an agent waits for a person
 * - `question`: an agent asked something, in words
 * - `escalation`: telling an agent has led nowhere
 * - `ready`: a pull request can be merged
 * - `pull_request`: one was merged or closed
 * - `report`: an agent reports that it is done, or what it came to
 * - `ended`: an agent ended by itself, or was lost
 * - `trouble`: `ao` cannot do its work, for example without a token
 */
export const NOTICE_KINDS = ['needs_you', 'question', 'escalation', 'ready', 'pull_request', 'report', 'ended', 'trouble'] as const;
/** One of {@link NOTICE_KINDS}. */
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** `high`: told at once, quiet hours or not, if people wish so. `low`: only in lists. */
export const NOTICE_PRIORITIES = ['high', 'normal', 'low'] as const;
/** One of {@link NOTICE_PRIORITIES}. */
export type NoticePriority = (typeof NOTICE_PRIORITIES)[number];

/** Something people should know. */
export interface NoticeRequest {
  /** Names what is told: the same key is told once, however often it is raised. At most 200 characters. */
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
   * it was new.
   */
  raise(notice: NoticeRequest): boolean;
  /** Takes back what has passed, if it was not delivered yet; what was delivered stays in lists, as passed. Unknown keys are ignored. */
  withdraw(key: string): void;
}
