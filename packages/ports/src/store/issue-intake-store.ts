import type { IntakeState, ProjectId, SessionId, Timestamp } from '@ao/domain';

/** An issue that was taken in: it is remembered for good, so that it is never taken in twice. */
export interface IntakeEntry {
  readonly projectId: ProjectId;
  /** The issue's key, as its tracker has it. */
  readonly issueKey: string;
  /** For people: `acme/shop#12`. */
  readonly label: string;
  /** Its title then, cleaned, at most 200 characters. */
  readonly title: string;
  readonly state: IntakeState;
  /** Null before there is one. The session itself may be gone. */
  readonly sessionId: SessionId | null;
  /** How often a session was to be started. */
  readonly attempts: number;
  /** Why it failed, for people; null otherwise. */
  readonly message: string | null;
  readonly nextTryAt: Timestamp | null;
  readonly createdAt: Timestamp;
  readonly updatedAt: Timestamp;
}

/** Issues that were taken in. Synchronous, see {@link SessionStore}. */
export interface IssueIntakeStore {
  get(projectId: ProjectId, issueKey: string): IntakeEntry | null;
  /** Inserts it, or replaces everything but `createdAt`. Throws `PROJECT_NOT_FOUND`. */
  put(entry: IntakeEntry): void;
  /** Those of a project, newest first by `createdAt`; of the same moment, those written last first. */
  list(projectId: ProjectId, limit: number): readonly IntakeEntry[];
  /** All sessions that were started, in the states `claimed` and `started`. */
  sessions(projectId: ProjectId): readonly SessionId[];
}
