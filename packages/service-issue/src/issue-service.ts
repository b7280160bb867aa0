import type { SessionId } from '@ao/domain';
import type { IntakeEntry } from '@ao/ports';
import type { BatchRequest, BatchResult } from './batch/batch-request.ts';
import type { IntakeStatus } from './intake/intake-status.ts';
import type { IssueDetails, IssueView } from './read/issue-view.ts';
import type { IssueStart } from './start/start-issue-session.ts';

/** Which issues to list. */
export interface IssueListRequest {
  readonly projectId: string;
  /** As people write it: `label:bug assignee:me is:open crash`. Default: all that are open. */
  readonly query?: string | undefined;
  /** Default 30, at most 100. */
  readonly limit?: number | undefined;
}

/** Issues that matched. */
export interface IssueListing {
  /** Newest first. */
  readonly issues: readonly IssueView[];
  readonly hasMore: boolean;
}

/** Which issue to read. */
export interface IssueRequest {
  readonly projectId: string;
  /** `123`, `#123`, `owner/repo#123`, or its address. */
  readonly issue: string;
  /** How many of the newest comments. Default 10, at most 100; 0 for none. */
  readonly comments?: number | undefined;
  /** Refuse issues that are kept elsewhere than the project's. */
  readonly ownOnly?: boolean | undefined;
}

/** A session to be started for an issue. */
export interface IssueSpawnRequest extends IssueStart {
  readonly projectId: string;
  /** `123`, `#123`, `owner/repo#123`, or its address. */
  readonly issue: string;
  /** Refuse issues that are kept elsewhere than the project's. */
  readonly ownOnly?: boolean | undefined;
}

/** What the intake of a project does, and did. */
export interface IntakeReport extends IntakeStatus {
  /** What was taken in, newest first, at most 100. */
  readonly entries: readonly IntakeEntry[];
}

/**
 * Use cases around issues. The tracker owns them: nothing is written to it.
 *
 * All throw `INVALID_PROJECT_ID`, `PROJECT_NOT_FOUND`; those that read also `TRACKER_MISSING`, `ISSUE_NOT_FOUND`, `FORGE_TOKEN_MISSING`,
 * `FORGE_TOKEN_REFUSED`, `FORGE_FORBIDDEN`, `FORGE_RATE_LIMITED`, `FORGE_UNAVAILABLE`, `FORGE_ANSWER_INVALID`.
 */
export interface IssueService {
  /** Throws also `INVALID_REQUEST` for a query that cannot be used. */
  list(request: IssueListRequest, signal?: AbortSignal): Promise<IssueListing>;
  /** Throws also `ISSUE_REFERENCE_INVALID`, `ISSUE_IS_PULL_REQUEST`, `TOKEN_SCOPE`. */
  get(request: IssueRequest, signal?: AbortSignal): Promise<IssueDetails>;
  /**
   * Starts a session for an issue: what the person said first, then the issue, quoted. Throws also `ISSUE_REFERENCE_INVALID`,
   * `ISSUE_IS_PULL_REQUEST`, `ISSUE_CLOSED`, `ISSUE_TAKEN`, `TOKEN_SCOPE`, and what starting a session throws.
   */
  spawn(request: IssueSpawnRequest): Promise<{ readonly sessionId: SessionId; readonly notices: readonly string[] }>;
  /**
   * Plans several sessions, and starts them with `execute`. The signal ends the planning; what was begun goes on. Throws what concerns
   * the whole batch; what concerns one task stands beside it.
   */
  batch(request: BatchRequest, signal?: AbortSignal): Promise<BatchResult>;
  intake(projectId: string): IntakeReport;
}
