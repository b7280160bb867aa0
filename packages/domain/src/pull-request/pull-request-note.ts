import type { LimitedKind } from '../project/reaction-choices.ts';
import type { Timestamp } from '../time/timestamp.ts';

/** How the agent's part in a pull request stands, in one line of a list. */
export const PULL_REQUEST_NOTE_STATES = ['told', 'stalled', 'escalated'] as const;
/** One of {@link PULL_REQUEST_NOTE_STATES}. */
export type PullRequestNoteState = (typeof PULL_REQUEST_NOTE_STATES)[number];

/** What a list shows about the reactions to one pull request. */
export interface PullRequestNote {
  readonly kind: LimitedKind;
  /** `told`: the agent was told and it is its turn. `stalled`: it is not certain that the message reached it. `escalated`: telling it led nowhere and a person is needed. */
  readonly state: PullRequestNoteState;
  /** Messages since all was last well. */
  readonly attempt: number;
  /** After so many people are told. */
  readonly of: number;
  readonly at: Timestamp;
}
