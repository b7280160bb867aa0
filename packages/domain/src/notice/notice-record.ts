import type { ProjectId } from '../ids/project-id.ts';
import type { SessionId } from '../ids/session-id.ts';
import type { Timestamp } from '../time/timestamp.ts';

/**
 * What people are told outside of `ao`.
 *
 * - `needs_you`: an agent waits for a person
 * - `question`: an agent asked something, in words
 * - `escalation`: telling an agent has led nowhere
 * - `ready`: a pull request can be merged
 * - `pull_request`: one was merged or closed
 * - `report`: an agent reports that it is done, or what it came to
 * - `started`: a session was started without anybody asking, for an issue
 * - `ended`: an agent ended by itself, or was lost
 * - `trouble`: `ao` cannot do its work, for example without a token
 */
export const NOTICE_KINDS = [
  'needs_you',
  'question',
  'escalation',
  'ready',
  'pull_request',
  'report',
  'started',
  'ended',
  'trouble',
] as const;
/** One of {@link NOTICE_KINDS}. */
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** `high`: told at once, quiet hours or not, if people wish so. `low`: only in lists. */
export const NOTICE_PRIORITIES = ['high', 'normal', 'low'] as const;
/** One of {@link NOTICE_PRIORITIES}. */
export type NoticePriority = (typeof NOTICE_PRIORITIES)[number];

/**
 * How far a notice has come on its way to one outlet.
 *
 * - `waiting`: it is to be handed over, now or at its time
 * - `sending`: it is being handed over. What is found so after a restart is handed over again: nobody knows whether it arrived
 * - `delivered`: the outlet took it
 * - `failed`: the outlet did not, and no other attempt is made
 * - `withdrawn`: it had passed before it was handed over
 */
export const NOTICE_DELIVERY_STATES = ['waiting', 'sending', 'delivered', 'failed', 'withdrawn'] as const;
/** One of {@link NOTICE_DELIVERY_STATES}. */
export type NoticeDeliveryState = (typeof NOTICE_DELIVERY_STATES)[number];

/** Why a delivery waits although its outlet could take it. */
export const NOTICE_HOLDS = ['quiet_hours', 'rate_limit'] as const;
/** One of {@link NOTICE_HOLDS}. */
export type NoticeHold = (typeof NOTICE_HOLDS)[number];

/** The way of one notice to one outlet. */
export interface NoticeDelivery {
  /** Name of the outlet in the settings. */
  readonly outlet: string;
  readonly state: NoticeDeliveryState;
  /** How often it was handed over, counting the one under way. */
  readonly attempts: number;
  /** The next attempt is not made before; null when nothing but the outlet's turn is waited for. */
  readonly notBefore: Timestamp | null;
  /** It was held back once, and is told together with the others that were. */
  readonly hold: NoticeHold | null;
  /** What was handed over, the same for every attempt and for all notices told together; null before the first attempt. */
  readonly dispatchId: string | null;
  readonly updatedAt: Timestamp;
  /** Why the last attempt failed, for people; null when none did. */
  readonly detail: string | null;
}

/** Something people should know, as stored. */
export interface NoticeRecord {
  /** Counts up from 1, in the order they were raised. */
  readonly id: number;
  /** Names what is told: no two notices have the same. */
  readonly key: string;
  readonly kind: NoticeKind;
  readonly priority: NoticePriority;
  /** Null when it concerns no session. */
  readonly sessionId: SessionId | null;
  /** The project of the session. */
  readonly projectId: ProjectId | null;
  /** One line for people. */
  readonly text: string;
  /** Where to look; null when there is no page for it. */
  readonly url: string | null;
  readonly raisedAt: Timestamp;
  /** When somebody said to have read it; null until then. */
  readonly readAt: Timestamp | null;
  /** When what it told of had passed; null while it stands. */
  readonly withdrawnAt: Timestamp | null;
  /** By the name of the outlet. Empty before outlets were chosen for it, and when none was. */
  readonly deliveries: readonly NoticeDelivery[];
}
