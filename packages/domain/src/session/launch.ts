import type { LaunchId, RuntimeHandle } from '../ids/other-ids.ts';
import type { Timestamp } from '../time/timestamp.ts';

/**
 * How far a launch has come.
 *
 * - `starting`: the process runs, the agent has not shown that it listens
 * - `ready`: it can take a prompt
 * - `needs_trust`, `needs_login`, `update_prompt`: a dialog of that kind stands in the way
 * - `crashed`: the process ended before it was ready
 * - `timed_out`: the deadline passed and nothing recognisable happened
 */
export const LAUNCH_STATES = ['starting', 'ready', 'needs_trust', 'needs_login', 'update_prompt', 'crashed', 'timed_out'] as const;

/** One of {@link LAUNCH_STATES}. */
export type LaunchState = (typeof LAUNCH_STATES)[number];

/** Identifies a process beyond doubt: a pid alone may be reused, a pid with its start time and boot may not. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Opaque start time as the system reports it; equal text means the same process. */
  readonly startTime: string;
  /** Identifies the boot of the machine the process was started in. */
  readonly bootId: string;
}

/** What is known about the present (or last) launch of a session's agent. */
export interface LaunchFacts {
  readonly id: LaunchId;
  /** 1 for the spawn, one more for every restore. */
  readonly attempt: number;
  readonly state: LaunchState;
  readonly startedAt: Timestamp;
  /** Past this time a launch that is still `starting` becomes `timed_out`. */
  readonly deadlineAt: Timestamp;
  readonly readyAt: Timestamp | null;
  readonly handle: RuntimeHandle | null;
  readonly process: ProcessIdentity | null;
  /** True when this agent is able to report activity by itself; otherwise silence is expected and `no_signal` never shown. */
  readonly expectsSignals: boolean;
  readonly firstSignalAt: Timestamp | null;
  readonly lastSignalAt: Timestamp | null;
  /** When the terminal last printed something, as far as it was looked at. */
  readonly lastOutputAt: Timestamp | null;
}
