import type { ProcessEntry } from '../process-table.ts';

/** One process with what it has used. */
export interface ProcessUsage extends ProcessEntry {
  /** Time on processors since it was started, its ended children not included. */
  readonly cpuMs: number;
  readonly residentBytes: number;
}

/** How one operating system is asked what its processes use. */
export interface UsageTable {
  /** Every process there is. */
  readUsages(): Promise<readonly ProcessUsage[]>;
  /** The value a variable had when a process was started, for those of the processes that have it and may be looked at. */
  readVariable(processes: readonly ProcessEntry[], name: string): Promise<ReadonlyMap<number, string>>;
}
