import type { LaunchId, RuntimeHandle, SessionId } from '@ao/domain';
import type { RuntimeCreated, RuntimeCreateRequest, RuntimeV1 } from '@ao/ports';

/** What a case gets: an empty home and ways to fill it. */
export interface RuntimeContext {
  readonly runtime: RuntimeV1;
  /** An existing folder that belongs to the case. */
  readonly directory: string;
  /** A request for a shell script, with ids that were not used before. */
  request(script: string, changes?: Partial<RuntimeCreateRequest>): RuntimeCreateRequest;
  /** Runs a shell script in a new terminal. Destroyed after the case. */
  run(script: string, changes?: Partial<RuntimeCreateRequest>): Promise<RuntimeCreated>;
  /** Closes the runtime and opens another one on the same home, as a restart of the daemon does. */
  reopen(): Promise<RuntimeV1>;
  /** Makes what the runtime depends on unreachable, and answers how to mend it. Null when the suite was not told how. */
  readonly breakDown: (() => Promise<() => Promise<void>>) | null;
}

/** What a runtime may be unable to do. Cases that need it are left out. */
export type RuntimeLack =
  /** Exit codes and signals are not known. */
  | 'exit_facts'
  /** Exit codes are known, but not by which signal a program was ended. */
  | 'exit_signals'
  /** Raw output is not kept: there is no `output`, and a viewer cannot resume. */
  | 'output_history'
  /** What a program prints in the very moment it ends may be missing at its end, when the machine is busy. */
  | 'last_words'
  /** The test was not told how to make what the runtime depends on unreachable. */
  | 'break_down'
  /** Where a hidden cursor stands, and whether the alternate screen is in use, is not known. */
  | 'screen_modes'
  /** Programs are not really run: only the life of terminals can be checked. */
  | 'programs';

/** One property of a runtime, in plain words, and how it is checked. */
export interface RuntimeCase {
  readonly name: string;
  readonly needs: readonly RuntimeLack[];
  readonly run: (context: RuntimeContext) => Promise<void>;
}

/** A handle that no runtime has made. */
export const FOREIGN_HANDLE = 'nobody:knows/this' as RuntimeHandle;

/** An id of a session, from a number. */
export function sessionIdFor(number: number): SessionId {
  return `conformance-${number}` as SessionId;
}

/** An id of a launch, from a number. */
export function launchIdFor(number: number): LaunchId {
  return `launch-${number}` as LaunchId;
}
