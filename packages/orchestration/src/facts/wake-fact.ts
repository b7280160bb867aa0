import type { SessionId, Timestamp } from '@ao/domain';

/**
 * What an orchestrator is told about a session.
 *
 * - `question`: its agent asked something; `report`, `done`: it said something
 * - `needs_person`: a dialog or a question in its terminal stands open for a while
 * - `ended`: its agent ended by itself, vanished, or never came to life. A session that somebody ended is no fact
 * - `commits`: its branch stands on another commit after a turn
 * - `pull_request`: one was opened, became ready, was merged or closed, or telling the agent about it led nowhere
 */
export type WakeKind = 'question' | 'needs_person' | 'ended' | 'done' | 'report' | 'pull_request' | 'commits';

/** Something that is so. Worked out anew at each look: what is not so any more is not told. */
export interface WakeFact {
  /** Names the fact: the same key is told once. */
  readonly key: string;
  readonly sessionId: SessionId;
  readonly kind: WakeKind;
  /** `soon`: somebody waits, or can go on. `later`: it can wait for the next digest. */
  readonly urgency: 'soon' | 'later';
  /** Since when. */
  readonly at: Timestamp;
  /** Tells also what began before anybody was listening: it stands open still. */
  readonly isStanding: boolean;
  /** One short line in our words alone. */
  readonly text: string;
  /** The words of somebody else, quoted under it; null when there are none. */
  readonly quote: string | null;
}
