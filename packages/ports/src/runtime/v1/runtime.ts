import type { LaunchId, ProcessIdentity, RuntimeHandle, SessionId } from '@ao/domain';
import type { ToolCheck } from '../../system/tool-check.ts';
import type { Subscription } from '../../system/subscription.ts';
import type { AttachRequest, RuntimeAttachment } from './runtime-attachment.ts';
import type { RuntimeProbe } from './runtime-probe.ts';
import type { ScreenSnapshot } from './screen-snapshot.ts';
import type { TerminalSize } from './terminal-size.ts';

/** What to run in a new terminal. */
export interface RuntimeCreateRequest {
  readonly sessionId: SessionId;
  readonly launchId: LaunchId;
  /** Program and arguments, never interpreted by a shell. The program is an absolute path. */
  readonly argv: readonly string[];
  /** Absolute path of an existing folder. */
  readonly cwd: string;
  /**
   * The complete environment: nothing is inherited. The runtime may add TERM and COLORTERM when they are missing, and one variable by which
   * it finds the processes of the terminal again.
   */
  readonly env: Readonly<Record<string, string>>;
  readonly size: TerminalSize;
}

/** A terminal that was created. */
export interface RuntimeCreated {
  readonly handle: RuntimeHandle;
  readonly process: ProcessIdentity;
}

/** A part of the raw output. */
export interface OutputSlice {
  readonly bytes: Uint8Array;
  /** Offset of the first byte of the slice. Larger than what was asked for when older output was dropped. */
  readonly offset: number;
  /** Offset behind the last byte that exists now. */
  readonly endOffset: number;
}

/** What became of a terminal that was to be destroyed. */
export interface DestroyResult {
  /** True when there was nothing to destroy any more. */
  readonly alreadyGone: boolean;
  /** Processes that were still there after the last kill (for example in uninterruptible sleep). Normally empty. */
  readonly survivors: readonly ProcessIdentity[];
}

/** A command for a person's terminal, which needs nothing of ours to run. */
export interface OwnAttachCommand {
  readonly argv: readonly string[];
  /** Variables it needs beside the person's own. */
  readonly env: Readonly<Record<string, string>>;
  /** What a person presses there to leave, for example `Ctrl-b d`; missing when the tool says so itself. */
  readonly leave?: string;
}

/**
 * A place where agents run in a terminal that outlives the daemon.
 *
 * - all methods take handles of this runtime only; anything else is rejected with `RUNTIME_GONE`
 * - a runtime holds no truth of its own: after a restart of the daemon a new instance finds every terminal by its handle
 * - optional abilities are optional methods
 * - errors are `AoError`; `RUNTIME_UNAVAILABLE` means the runtime could not be asked, and says nothing about a terminal
 */
export interface RuntimeV1 {
  readonly specificationVersion: 'runtime-v1';
  /** Name used on the command line and stored with each session, for example `pty-host`. */
  readonly name: string;

  /** Whether the runtime can be used on this machine, for `ao doctor` and before a spawn. */
  check(signal?: AbortSignal): Promise<ToolCheck>;

  /** The handle a launch will have. Pure: it is journalled before `create`, so that a terminal can be found after a crash in between. */
  handleFor(sessionId: SessionId, launchId: LaunchId): RuntimeHandle;

  /**
   * Creates the terminal and starts the program in it. The caller owns the terminal and must `destroy` it.
   * When it rejects, nothing is left running. A handle that exists already is an error, `RUNTIME_CREATE_FAILED`.
   */
  create(request: RuntimeCreateRequest, signal?: AbortSignal): Promise<RuntimeCreated>;

  /** Looks at many terminals at once; answers in the order of the handles, one answer for each. Never rejects. */
  probe(handles: readonly RuntimeHandle[], signal?: AbortSignal): Promise<readonly RuntimeProbe[]>;

  /** Every terminal of this home that the runtime knows of, dead ones that were not forgotten included. */
  list(signal?: AbortSignal): Promise<readonly RuntimeHandle[]>;

  /**
   * Writes bytes to the program, in order with other writes. Resolves when they were handed over. Rejects with `RUNTIME_GONE` when the
   * program has ended. Where {@link ScreenSnapshot.bracketedPaste} is true without the program having asked, a write that is one whole
   * bracketed paste reaches it without the marks.
   */
  write(handle: RuntimeHandle, bytes: Uint8Array): Promise<void>;

  /** Changes the size of the terminal. Resolves without effect when the program has ended. */
  resize(handle: RuntimeHandle, size: TerminalSize): Promise<void>;

  /** The rendered screen; after the end of the program the last one. */
  screen(handle: RuntimeHandle, signal?: AbortSignal): Promise<ScreenSnapshot>;

  /** The last lines of screen and scrollback as plain text, oldest first; after the end of the program too. */
  lines(handle: RuntimeHandle, count: number, signal?: AbortSignal): Promise<readonly string[]>;

  /**
   * Raw output from an offset on; after the end of the program too. At most `maxBytes`. Absent where the raw bytes are not kept, as in a
   * multiplexer, which keeps what they drew: such a runtime counts offsets within one attachment only, and cannot resume another.
   */
  output?(handle: RuntimeHandle, fromOffset: number, maxBytes: number): Promise<OutputSlice>;

  /** Attaches a viewer. Works after the end of the program: snapshot, then exit. */
  attach(handle: RuntimeHandle, request: AttachRequest): Promise<RuntimeAttachment>;

  /**
   * Ends the program and every process it started: first politely, after `graceMs` by force, within about two seconds more.
   * Output and exit facts stay readable until `forget`. Already gone is success.
   */
  destroy(handle: RuntimeHandle, options: { readonly graceMs: number }): Promise<DestroyResult>;

  /** Removes what is kept of an ended terminal. Never touches a running one: that rejects with `SESSION_NOT_ENDED`. Already gone is success. */
  forget(handle: RuntimeHandle): Promise<void>;

  /** Tells at once when a program ends, where the runtime can know without asking. Probing remains the truth. */
  onExit?(listener: (handle: RuntimeHandle) => void): Subscription;

  /** The command by which a person attaches with the runtime's own tool. Absent where there is none. */
  ownAttach?(handle: RuntimeHandle): OwnAttachCommand;

  /** Lets go of connections and timers. Terminals go on. */
  close(): Promise<void>;
}
