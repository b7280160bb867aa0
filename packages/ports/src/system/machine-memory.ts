/** How much memory there is. */
export interface MemoryReading {
  /** What can be had without swapping, by the machine or by the control group this runs in, whichever has less. */
  readonly availableBytes: number;
  /** What there is altogether, by the same rule. */
  readonly totalBytes: number;
}

/** Tells how much memory is left. */
export interface MachineMemory {
  /** Null when the system does not tell. Never rejects. Takes a few milliseconds at most. */
  read(): Promise<MemoryReading | null>;
}
