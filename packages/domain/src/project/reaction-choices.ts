import type { DurationMs } from '../time/timestamp.ts';

/**
 * What can be reacted to.
 *
 * - `ci`: a check of the head commit failed
 * - `review`: somebody requested changes, or a review thread of a person is open
 * - `conflict`: it cannot be merged into its target branch
 * - `ready`: nothing stands between it and its merge
 * - `merged`, `closed`: it is over
 */
export const REACTION_KINDS = ['ci', 'review', 'conflict', 'ready', 'merged', 'closed'] as const;
/** One of {@link REACTION_KINDS}. */
export type ReactionKind = (typeof REACTION_KINDS)[number];

/** The kinds that can go on and on, and so have limits. */
export const LIMITED_KINDS = ['ci', 'review', 'conflict'] as const;
/** One of {@link LIMITED_KINDS}. */
export type LimitedKind = (typeof LIMITED_KINDS)[number];

/** `off`: nothing is done. `notify`: people are told. `send`: the session's agent is told; people only when that leads nowhere. */
export const REACTION_MODES = ['off', 'notify', 'send'] as const;
/** One of {@link REACTION_MODES}. */
export type ReactionMode = (typeof REACTION_MODES)[number];

/** What is done with the session once its last pull request was merged: nothing, people are asked, or it is ended when its agent is idle. */
export const AFTER_MERGE = ['keep', 'offer', 'end'] as const;
/** One of {@link AFTER_MERGE}. */
export type AfterMerge = (typeof AFTER_MERGE)[number];

/** How often one kind of message is sent at most. */
export interface ReactionLimits {
  /** Messages that tell the same: the same check of the same commit, the same comment, the same conflict. */
  readonly perSignature: number;
  /** Messages while the head commit stays the same. */
  readonly perHead: number;
  /** Messages since all was last well for a while; then people are told, once. */
  readonly inARow: number;
  /** The least time between two messages; it doubles with each message in a row. */
  readonly coolDownMs: DurationMs;
  readonly maxCoolDownMs: DurationMs;
}

/** Some of {@link ReactionLimits}; what is absent comes from the level above. */
export type ReactionLimitChoices = { readonly [Name in keyof ReactionLimits]?: ReactionLimits[Name] | undefined };

/** What a project or session sets about reactions to its pull requests; everything absent comes from the level above. */
export interface ReactionChoices {
  readonly modes?: { readonly [Kind in ReactionKind]?: ReactionMode | undefined } | undefined;
  readonly limits?: { readonly [Kind in LimitedKind]?: ReactionLimitChoices | undefined } | undefined;
  readonly afterMerge?: AfterMerge | undefined;
  /** Whose words are heard besides those of people: bots, and the account of the token for those who review with it. */
  readonly listenTo?: readonly string[] | undefined;
  /** Checks that are never told, by `name` or `workflow / name`. */
  readonly ignoredChecks?: readonly string[] | undefined;
  /** How long to wait for more after the first thing to tell, so that what arrives together is one message. */
  readonly gatherMs?: DurationMs | undefined;
  /** How long a failure waits for checks that do not end. */
  readonly suitePatienceMs?: DurationMs | undefined;
  /** How long all must be well until the count of messages in a row starts anew. */
  readonly stableForMs?: DurationMs | undefined;
  /** After so long without a change, and with an idle agent, people are told that the message led nowhere. */
  readonly unansweredAfterMs?: DurationMs | undefined;
  /** Facts older than this are read again before anything is done because of them. */
  readonly freshForMs?: DurationMs | undefined;
  /** The longest message, in bytes of UTF-8; at least 2 KiB. */
  readonly messageMaxBytes?: number | undefined;
}
