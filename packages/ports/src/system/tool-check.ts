/** The result of looking at something this needs: a program, a login, a folder. */
export interface ToolCheck {
  /** `ok`: usable. `warning`: usable, but something is off. `failed`: cannot be used. */
  readonly level: 'ok' | 'warning' | 'failed';
  /** One sentence for people. */
  readonly summary: string;
  /** Absolute path of the program, when one was found. */
  readonly path: string | null;
  readonly version: string | null;
  /** The command that mends it, or a sentence, when something is off. */
  readonly remedy: string | null;
  /** The error code a spawn would be refused with; null unless `failed`. */
  readonly code: import('@ao/domain').ErrorCode | null;
}
