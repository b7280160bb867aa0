import type { DurationMs } from '../time/timestamp.ts';

/** Which issues sessions are started for without anybody asking. */
export interface IssueIntakeConfig {
  /** Whose issues: a login, or `me` for the account of the token. */
  readonly assignee: string;
  /** Only issues that have all of them. */
  readonly labels?: readonly string[] | undefined;
  /** At most so many sessions of the intake may be open at a time. Default 3. */
  readonly limit?: number | undefined;
  /** How often it is looked. Default 5 minutes, at least one. */
  readonly everyMs?: DurationMs | undefined;
  /** Default: that of the project. */
  readonly agent?: string | undefined;
}
