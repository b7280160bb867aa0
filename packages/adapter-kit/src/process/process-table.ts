/** One row of the system's process table. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parentPid: number;
  readonly processGroupId: number;
  /** Id of the session leader. On macOS 0, because the system does not tell. */
  readonly sessionId: number;
  /** Opaque, as in `ProcessIdentity`: equal text means the same process. */
  readonly startTime: string;
  /** True for a process that has ended and only waits for its parent to take notice. */
  readonly ended: boolean;
}

/** How one operating system is asked about its processes. Reading never throws for a process that has just ended: it answers null. */
export interface ProcessTable {
  /** Identifies the boot of the machine. */
  readBootId(): Promise<string>;
  readEntry(pid: number): Promise<ProcessEntry | null>;
  readEntries(): Promise<readonly ProcessEntry[]>;
  /** Whether a process was started with `variable` in its environment. False when it may not be looked at. */
  hasEnvironment(pid: number, variable: string): boolean;
  /** Whether standard input, output or error of a process is the given terminal device. False when it may not be looked at. */
  usesTerminal(pid: number, terminalPath: string): boolean;
  /** Whether the first entry was started before the second one, as far as the system tells; false when in doubt. */
  startedBefore(entry: ProcessEntry, other: { readonly startTime: string }): boolean;
  /** When a process was started, by the text of its start time; null when the system does not tell. Good to a second. */
  startedAt(startTime: string): number | null;
}
