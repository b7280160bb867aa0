import type { RepositoryAddress } from '../../forge/v1/repository-address.ts';
import type { ForgeText } from '../../forge/v1/forge-text.ts';
import type { PullRequestCheck } from './pull-request-checks.ts';

/** The check somebody wants to know more about. */
export interface CheckFailureRequest {
  readonly repository: RepositoryAddress;
  readonly check: PullRequestCheck;
}

/** Why a check failed, in as few words as hold the cause. */
export interface CheckFailure {
  /**
   * At most 60 lines and 8 KiB; empty when nothing more is known. From a log: the part of the failing step that holds the failure, without
   * time stamps, marks of the host and terminal colours; escape sequences are already removed. From annotations: one line each.
   */
  readonly excerpt: ForgeText;
  readonly source: 'log' | 'annotations' | 'summary';
  /** Why it is not from the log, when it should have been: `running`, `expired`, `never_started`, `unavailable`. Null otherwise. */
  readonly logMissing: 'running' | 'expired' | 'never_started' | 'unavailable' | null;
  /** Steps of the job that failed, by name, if the host tells. */
  readonly failedSteps: readonly string[];
}
