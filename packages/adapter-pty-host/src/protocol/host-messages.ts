/** Version of the protocol between host and client. It rises only when something changes that the other side cannot skip. */
export const PROTOCOL_VERSION = 1;
/** The oldest version this code still speaks. */
export const OLDEST_PROTOCOL_VERSION = 1;

/** Abilities of this host that a client may rely on when they are named. */
export const HOST_CAPABILITIES = ['query', 'log'] as const;

/** A process as the system tells it from all others; the same shape as everywhere else in the project. */
export interface ProcessStamp {
  readonly pid: number;
  readonly startTime: string;
  readonly bootId: string;
}

/** Which versions a side speaks. */
export interface ProtocolRange {
  readonly protocol: number;
  readonly oldestProtocol: number;
}

/** First frame of a client. */
export interface ClientHello extends ProtocolRange {
  readonly client: string;
  readonly capabilities: readonly string[];
}

/** First frame of a host. */
export interface HostHello extends ProtocolRange {
  readonly capabilities: readonly string[];
  readonly host: ProcessStamp;
  readonly program: ProcessStamp;
  readonly status: HostStatus;
}

/** State of the terminal. */
export interface HostStatus {
  /** Number of bytes the program has printed. */
  readonly offset: number;
  /** Of these, the number that is in the log files, or was lost. */
  readonly loggedOffset: number;
  readonly columns: number;
  readonly rows: number;
  /** Bytes that wait to be read by the program. */
  readonly queuedInputBytes: number;
  readonly lastOutputAt: number | null;
  readonly log: LogState;
}

/** State of the log of raw output. */
export interface LogState {
  /** The oldest byte that is still there. */
  readonly oldestOffset: number;
  /** What is older than this goes when the next segment begins: whoever needs it should read it now. */
  readonly nextOldestOffset: number;
  /** Null while all is well; else why output is not being logged at present. The program is not affected. */
  readonly failure: string | null;
  /** Bytes that could not be logged so far. */
  readonly lostBytes: number;
}

/** Why a request was not carried out. */
export interface RequestFailure {
  readonly reason: 'ended' | 'input_full' | 'invalid';
  readonly message: string;
}

/** The end of the program. */
export interface ExitNotice {
  readonly code: number | null;
  readonly signal: string | null;
  readonly at: number;
  /** Number of bytes the program has printed altogether. */
  readonly offset: number;
}

/** The version two sides talk in: the newest both speak; null when there is none. Either side comes to the same one by itself. */
export function commonProtocol(one: ProtocolRange, other: ProtocolRange): number | null {
  const newest = Math.min(one.protocol, other.protocol);
  return newest >= Math.max(one.oldestProtocol, other.oldestProtocol) ? newest : null;
}
