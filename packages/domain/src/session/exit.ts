import type { Timestamp } from '../time/timestamp.ts';

/**
 * Why we are sure that a process is gone.
 *
 * - `exit_record`: whoever owned the process recorded its end
 * - `boot_changed`: the machine was started anew since
 * - `process_gone`: no process has the recorded pid any more
 * - `process_replaced`: another process has the pid now (its start time differs)
 * - `runtime_gone`: the runtime says that the terminal no longer exists
 */
export const EXIT_EVIDENCE = ['exit_record', 'boot_changed', 'process_gone', 'process_replaced', 'runtime_gone'] as const;

/** One of {@link EXIT_EVIDENCE}. */
export type ExitEvidence = (typeof EXIT_EVIDENCE)[number];

/** The end of an agent's process. Code and signal are null where the evidence cannot know them. */
export interface ExitFacts {
  readonly at: Timestamp;
  readonly code: number | null;
  /** Signal name such as `SIGKILL`. */
  readonly signal: string | null;
  readonly evidence: ExitEvidence;
}
