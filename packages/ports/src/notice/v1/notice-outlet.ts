import type { DurationMs, NoticeRecord, Timestamp } from '@ao/domain';

/**
 * What is handed over.
 *
 * - `notice`: one notice
 * - `summary`: several that were held back, or came together
 * - `test`: somebody tries the outlet
 */
export type NoticeDispatchKind = 'notice' | 'summary' | 'test';

/** One thing to tell. */
export interface NoticeDispatch {
  /** The same for every attempt, also after a restart: whoever gets it twice knows it by this. */
  readonly id: string;
  readonly kind: NoticeDispatchKind;
  /** Which attempt this is, from 1. */
  readonly attempt: number;
  readonly at: Timestamp;
  /** A few words: the session, or `ao`. */
  readonly title: string;
  /** For people: one line, or of a summary several. No control characters but line feeds, no markup. */
  readonly text: string;
  /** Oldest first. Of a long summary only the newest; empty for a test. */
  readonly notices: readonly Omit<NoticeRecord, 'deliveries'>[];
  /** How many more a long summary stands for. */
  readonly more: number;
}

/**
 * What became of an attempt.
 *
 * - `delivered`: it was taken
 * - `refused`: it was not taken, certainly. `isFinal`: another attempt would end the same way
 * - `unknown`: it may have been taken, for example when the connection broke before the answer. It is tried again: better twice than not at all
 */
export type NoticeOutcome =
  | { readonly state: 'delivered' }
  | {
      readonly state: 'refused';
      readonly isFinal: boolean;
      /** For people and logs; no secrets. */
      readonly detail: string;
      /** The other side asked to be left alone so long; null when it said nothing. */
      readonly retryAfterMs: DurationMs | null;
    }
  | { readonly state: 'unknown'; readonly detail: string };

/** A way to tell people outside of `ao`. */
export interface NoticeOutletV1 {
  readonly specificationVersion: 'notice-outlet-v1';
  /** The name it has in the settings. */
  readonly name: string;
  /** What it is, for people: `command`, `webhook`, `desktop`. */
  readonly kind: string;
  /** After so many attempts it is given up. At least 1. */
  readonly attemptsMax: number;
  /**
   * Hands it over once. Takes a bounded time, resolves soon after the signal is aborted (then `unknown`, or `refused` when nothing was begun), and
   * leaves nothing running. Never rejects.
   */
  deliver(dispatch: NoticeDispatch, signal: AbortSignal): Promise<NoticeOutcome>;
}
