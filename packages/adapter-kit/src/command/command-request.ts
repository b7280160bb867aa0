import type { DurationMs } from '@ao/domain';

/** Which of its two outputs a program wrote to. */
export type CommandStream = 'stdout' | 'stderr';

/** A program to run once, to its end. */
export interface CommandRequest {
  /** The program and its arguments, passed on as they are. No shell sees them; who wants one says so: `['sh', '-c', text]`. */
  readonly argv: readonly string[];
  /** Working directory. Default: that of this process. */
  readonly cwd?: string | undefined;
  /** The complete environment; variables that are `undefined` are left out. Default: that of this process. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** What the program reads from its standard input. Default: nothing, it reads end of file at once. */
  readonly input?: string | Uint8Array | undefined;
  /** Standard input stays open behind `input` until this settles, for programs that are talked with. Default: it ends at once. */
  readonly inputEnds?: Promise<unknown> | undefined;
  /** After this time the whole process group is ended. Default: no limit. */
  readonly timeoutMs?: DurationMs | undefined;
  /** How long the group may take to end after SIGTERM before it gets SIGKILL. Default 2 seconds. */
  readonly killGraceMs?: DurationMs | undefined;
  /** How much of each stream is kept, from its start; the rest is read and dropped. Default 1 MiB. */
  readonly maxOutputBytes?: number | undefined;
  /** Called with everything the program writes, while it runs, also with what is not kept. */
  readonly onOutput?: ((chunk: Buffer, stream: CommandStream) => void) | undefined;
  /** Called once with the process id, which is also the id of the process group. */
  readonly onStart?: ((pid: number) => void) | undefined;
  /** Ends the whole process group, as a time-out does. */
  readonly signal?: AbortSignal | undefined;
}
