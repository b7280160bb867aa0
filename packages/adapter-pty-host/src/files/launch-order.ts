/** What a host is told to run. Kept as `spec.json`. */
export interface LaunchSpec {
  readonly version: 1;
  readonly sessionId: string;
  readonly launchId: string;
  /** Names this terminal among all of the machine; also in the environment of everything it runs, as AO_TERMINAL_ID. */
  readonly terminalId: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly columns: number;
  readonly rows: number;
  readonly socketPath: string;
  readonly segmentBytes: number;
  readonly segmentCount: number;
  readonly createdAt: number;
}

/** What a host gets on standard input: never on disk, because environments hold secrets. */
export interface LaunchOrder {
  readonly directory: string;
  readonly spec: LaunchSpec;
  readonly environment: Readonly<Record<string, string>>;
}

/** The one line a host answers on standard output. */
export type LaunchAnswer = { readonly ok: true; readonly record: HostRecord } | { readonly ok: false; readonly reason: string };

/** Who runs the terminal. Kept as `host.json`. */
export interface HostRecord {
  readonly version: 1;
  readonly protocol: number;
  readonly host: { readonly pid: number; readonly startTime: string; readonly bootId: string };
  /** Null for the moment between the start of the host and the start of the program. */
  readonly program: { readonly pid: number; readonly startTime: string; readonly bootId: string } | null;
  /** The terminal device, for example `/dev/pts/3`. */
  readonly terminalPath: string | null;
  readonly socketPath: string;
  readonly startedAt: number;
}
