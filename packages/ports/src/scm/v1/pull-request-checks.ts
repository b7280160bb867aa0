import type { AoError, CiState, Timestamp } from '@ao/domain';

/** How one check stands. `failed` includes time-outs and checks that want a person to act. */
export type CheckState = 'queued' | 'running' | 'passed' | 'failed' | 'cancelled' | 'skipped' | 'unknown';

/** One check of a commit, the newest run of it. */
export interface PullRequestCheck {
  /** `<host>:<the host's id>`: one run; a re-run has another. */
  readonly id: string;
  /** For checks that ran as a job of the host: the job's number, by which its log is found. Null for everything else. */
  readonly jobId: string | null;
  readonly name: string;
  /** The workflow the job belongs to, if any; name and workflow together stay the same over re-runs. */
  readonly workflow: string | null;
  readonly state: CheckState;
  /** Whether merging waits for it; null when the rules of the base branch could not be read. */
  readonly isRequired: boolean | null;
  /** One line the check says about itself, at most 300 characters; null when it says nothing. A stranger's text. */
  readonly summary: string | null;
  readonly url: string | null;
  readonly startedAt: Timestamp | null;
  readonly completedAt: Timestamp | null;
}

/** The checks of a pull request's newest commit. */
export interface PullRequestChecks {
  /** The commit these checks are of; null when the pull request shows none. */
  readonly commit: string | null;
  /** False right after a push, when the host still shows the checks of the commit before: `state` is then `unknown`. */
  readonly isForHead: boolean;
  /** All checks together: any failed or cancelled one makes `failing`; none at all is `unknown`. */
  readonly state: CiState;
  /** True when nothing runs or waits any more and every required check has reported: only now is `failing` the whole story. */
  readonly isSettled: boolean;
  readonly items: readonly PullRequestCheck[];
  /** How many the host knows of. */
  readonly total: number;
  /** False when not all could be read; `error` says why. */
  readonly isComplete: boolean;
  readonly error: AoError | null;
}
