import type { IssueIntakeConfig, Timestamp } from '@ao/domain';

/** What the intake of a project does. */
export interface IntakeStatus {
  /** Null: it is off. */
  readonly config: IssueIntakeConfig | null;
  /** When the issues were last listed; null before the first time since the daemon started. */
  readonly lastLookAt: Timestamp | null;
  readonly nextLookAt: Timestamp | null;
  /** What went wrong the last time, for people; null when nothing did. */
  readonly problem: string | null;
  /** Sessions of the intake that have not ended. */
  readonly openSessions: number;
}
