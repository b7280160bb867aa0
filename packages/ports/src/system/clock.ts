import type { DurationMs, Timestamp } from '@ao/domain';

/** A pending call; cancelling twice, or after it ran, is harmless. */
export interface Timer {
  cancel(): void;
}

/** The only source of time. Tests pass a fake one and move it by hand. */
export interface Clock {
  /** Wall-clock time, for what is stored and shown. It may jump. */
  now(): Timestamp;
  /** Milliseconds from an arbitrary start that never jump, for measuring and for deadlines inside one process. */
  monotonic(): number;
  /** Calls once after the delay. The timer never keeps the process alive by itself. */
  setTimer(delayMs: DurationMs, call: () => void): Timer;
  /** Resolves after the delay; rejects with the signal's reason when it is aborted first. */
  sleep(delayMs: DurationMs, signal?: AbortSignal): Promise<void>;
}
