import type { AoClient } from '@ao/client';
import type { Paint } from '../render/colour.ts';

/** What a command needs of the world around it. Tests pass one of their own. */
export interface CliContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder the command was called in. */
  readonly cwd: string;
  /** Width of the terminal in columns; null when output goes into a file or pipe. */
  readonly width: number | null;
  readonly paint: Paint;
  now(): number;
  /** A line for the person, on standard error: never part of a result. */
  note(text: string): void;
  /**
   * Calls the daemon, starting it first when it does not run (unless `AO_NO_AUTOSTART` is set). A call that was never sent is
   * made again after the start; one that may have been carried out is not.
   */
  withDaemon<Result>(call: (ao: AoClient) => Promise<Result>): Promise<Result>;
}
