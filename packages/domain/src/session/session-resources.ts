import type { DurationMs, Timestamp } from '../time/timestamp.ts';

/** What the processes of a session use: the agent, what keeps its terminal, and everything they have started. */
export interface SessionResources {
  /** Of one processor: 100 is one of them busy all the time. Averaged over `windowMs`. */
  readonly cpuPercent: number;
  readonly windowMs: DurationMs;
  /** Resident memory, added up. What processes share is counted for each of them. */
  readonly memoryBytes: number;
  /** How many processes there are. */
  readonly processes: number;
  readonly measuredAt: Timestamp;
}
