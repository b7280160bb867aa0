import type { DurationMs, Timestamp } from '../time/timestamp.ts';

/**
 * What people see. Derived from facts whenever asked, never stored.
 *
 * - `queued`: it waits for a place, because of a limit
 * - `starting`, `stopping`: an operation is under way
 * - `working`, `idle`, `needs_input`: from the agent's activity
 * - `unknown`: there is evidence against every confident answer
 * - `no_signal`: an agent that should report has not reported since its launch
 * - `exited`: the agent's process ended by itself; `terminated`: the session was ended on purpose or never came up
 * - the others: from the session's pull requests
 */
export const SESSION_STATUSES = [
  'queued',
  'starting',
  'working',
  'idle',
  'needs_input',
  'unknown',
  'no_signal',
  'draft',
  'pr_open',
  'ci_failed',
  'review_pending',
  'changes_requested',
  'approved',
  'mergeable',
  'merged',
  'stopping',
  'exited',
  'terminated',
] as const;

/** One of {@link SESSION_STATUSES}. */
export type SessionStatus = (typeof SESSION_STATUSES)[number];

/** One fact that took part in a derivation. */
export interface StatusFact {
  /** Which fact, for example `activity` or `process`. */
  readonly name: string;
  /** What it says, for people. */
  readonly value: string;
  readonly source: string | null;
  readonly at: Timestamp | null;
  readonly ageMs: DurationMs | null;
}

/** Why a status is what it is. */
export interface StatusReason {
  /** Name of the rule that decided, stable, for example `activity_blocked`. */
  readonly rule: string;
  /** One sentence for people. */
  readonly text: string;
  readonly facts: readonly StatusFact[];
  /** What to do about it, when something should be done. */
  readonly nextStep: string | null;
}

/** A derived status with its reason. */
export interface DerivedStatus {
  readonly status: SessionStatus;
  readonly reason: StatusReason;
  /** When time alone will change the status (for example into `no_signal`); null when only a new fact can. */
  readonly changesAt: Timestamp | null;
}
