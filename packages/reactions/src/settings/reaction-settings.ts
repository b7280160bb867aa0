import type { AfterMerge, DurationMs, LimitedKind, ReactionKind, ReactionLimits, ReactionMode } from '@ao/domain';

/** How a project or session reacts to its pull requests. */
export interface ReactionSettings {
  readonly modes: Readonly<Record<ReactionKind, ReactionMode>>;
  readonly afterMerge: AfterMerge;
  readonly limits: Readonly<Record<LimitedKind, ReactionLimits>>;
  /** Whose words are heard besides those of people: bots, and the account of the token for those who review with it. */
  readonly listenTo: readonly string[];
  /** Checks that are never told, by `name` or `workflow / name`. */
  readonly ignoredChecks: readonly string[];
  /** How long to wait for more after the first thing to tell, so that what arrives together is one message. */
  readonly gatherMs: DurationMs;
  /** How long a failure waits for checks that do not end. */
  readonly suitePatienceMs: DurationMs;
  /** How long all must be well until the count of messages in a row starts anew. */
  readonly stableForMs: DurationMs;
  /** After so long without a change, and with an idle agent, people are told that the message led nowhere. */
  readonly unansweredAfterMs: DurationMs;
  /** Facts older than this are read again before anything is done because of them. */
  readonly freshForMs: DurationMs;
  /** The longest message, in bytes of UTF-8; at least 2 KiB. */
  readonly messageMaxBytes: number;
}
