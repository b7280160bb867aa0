import type { MessageId, ReactionKind, SessionId, Timestamp } from '@ao/domain';
import type { ReactionReason } from './reaction-reason.ts';

/** The version of {@link ReactionLedger} this package writes. */
export const REACTION_LEDGER_VERSION = 1;

/** The most decisions kept besides the newest about each thing that is still so. */
export const LEDGER_ENTRIES_MAX = 200;
/** The most tellings kept besides those of what is still so. */
export const LEDGER_TELLINGS_MAX = 256;

/**
 * What was decided.
 *
 * - `sent`: the agent is told, with the message `messageId`
 * - `notified`: people are told; `ended`: the session is ended
 * - `waiting`: it will be decided later, see `until`
 * - `suppressed`: it would be sent, but the session cannot listen; it is sent afterwards if it is still so
 * - `skipped`: it is not sent: a switch is off, it was told already, or a limit is reached
 * - `escalated`: telling the agent has led nowhere, so people are told; once until all is well again
 * - `reset`: all was well for a while: limits count anew
 */
export type ReactionDecision = 'sent' | 'notified' | 'ended' | 'waiting' | 'suppressed' | 'skipped' | 'escalated' | 'reset';

/** One decision, as `ao pr explain` shows it. */
export interface ReactionEntry {
  readonly kind: ReactionKind;
  /** What it is about: `check build / test`, `thread github.com:…`, `opinion of bo`, `conflict`, … ; for people. */
  readonly subject: string;
  /** The same for the same fact, however often it is seen. */
  readonly signature: string;
  readonly decision: ReactionDecision;
  readonly reason: ReactionReason;
  /** When it will be looked at again by itself; null when something else has to change first. */
  readonly until: Timestamp | null;
  readonly at: Timestamp;
  /** The message, for `sent`; its state is the messenger's to tell. */
  readonly messageId: MessageId | null;
  /** Counts the messages of its kind since all was last well, from 1; 0 for what is not limited. */
  readonly attempt: number;
}

/** That something was told. */
export interface Telling {
  readonly kind: ReactionKind;
  readonly signature: string;
  /** The head commit at the time. */
  readonly head: string;
  readonly to: 'agent' | 'people';
  /** Of the message, or of the notification. */
  readonly key: string;
  readonly at: Timestamp;
  /** The message never reached the agent, so that it may be told once more. */
  readonly isUndelivered: boolean;
}

/** How one kind of message has gone since all was last well. */
export interface Streak {
  readonly sent: number;
  readonly lastAt: Timestamp | null;
  readonly escalatedAt: Timestamp | null;
  /** Since when all is well; null when it is not, or not known to be. */
  readonly fineSince: Timestamp | null;
  /** How many times it began anew. */
  readonly round: number;
}

/** What is known of an open review thread, without its words. */
export interface KnownThread {
  /** `PullRequestThreads.marker` when it was read. */
  readonly marker: string;
  /** Names the newest comment for the agent; null when nobody who is heard has said anything. */
  readonly signature: string | null;
  /** The last word in it is of the session's own account. */
  readonly isAnswered: boolean;
}

/** Reads of something that did not work. */
export interface FailedRead {
  readonly tries: number;
  readonly nextAt: Timestamp;
}

/**
 * Everything remembered about the reactions of one session to one pull request. Plain JSON, at most some ten kilobytes: it holds no text of strangers but
 * names of checks and logins. Whoever stores it owns it; it goes when the session or the pull request is forgotten.
 */
export interface ReactionLedger {
  readonly version: typeof REACTION_LEDGER_VERSION;
  readonly sessionId: SessionId;
  readonly pullRequestId: string;
  /** Of the newest snapshot that was decided on; older ones change nothing. */
  readonly observedAt: Timestamp;
  /** Oldest first. */
  readonly entries: readonly ReactionEntry[];
  /** Oldest first. */
  readonly told: readonly Telling[];
  readonly streaks: Readonly<Partial<Record<ReactionKind, Streak>>>;
  /** Since when there has been something to tell, or to wait for; by name. */
  readonly seen: Readonly<Record<string, Timestamp>>;
  readonly threads: Readonly<Record<string, KnownThread>>;
  readonly reads: Readonly<Record<string, FailedRead>>;
  /** Counts conflicts, so that one that comes back after it was gone is another; `isOn` while there is one. */
  readonly conflict: { readonly count: number; readonly isOn: boolean };
}

/** A ledger without memories. */
export function newReactionLedger(identity: { readonly sessionId: SessionId; readonly pullRequestId: string }): ReactionLedger {
  return {
    version: REACTION_LEDGER_VERSION,
    sessionId: identity.sessionId,
    pullRequestId: identity.pullRequestId,
    observedAt: 0,
    entries: [],
    told: [],
    streaks: {},
    seen: {},
    threads: {},
    reads: {},
    conflict: { count: 0, isOn: false },
  };
}

/** Where every kind begins. */
export const FRESH_STREAK: Streak = { sent: 0, lastAt: null, escalatedAt: null, fineSince: null, round: 0 };
