import type { AccountRecord } from './issue-record.ts';
import type { RepositoryRecord } from './repository-record.ts';

/** One step of a job. */
export interface StepRecord {
  readonly name: string;
  readonly conclusion: string | null;
}

/** A remark of a check on a line. */
export interface AnnotationRecord {
  readonly path: string;
  readonly line: number;
  readonly title: string | null;
  readonly message: string;
}

/** A check run of a commit. */
export interface CheckRunRecord {
  readonly kind: 'run';
  readonly nodeId: string;
  readonly databaseId: number;
  readonly suite: number;
  readonly commit: string;
  readonly name: string;
  /** Workflow of GitHub Actions; null for runs of other apps. */
  readonly workflow: string | null;
  readonly app: string;
  status: 'QUEUED' | 'IN_PROGRESS' | 'COMPLETED';
  conclusion: string | null;
  title: string | null;
  summary: string | null;
  steps: readonly StepRecord[];
  annotations: readonly AnnotationRecord[];
  /** Text, or text that is packed with gzip; null while there is none. */
  log: string | Uint8Array | null;
  isLogExpired: boolean;
  readonly startedAt: number;
}

/** A commit status, the older kind of check. */
export interface StatusRecord {
  readonly kind: 'status';
  readonly nodeId: string;
  readonly commit: string;
  readonly context: string;
  state: 'SUCCESS' | 'FAILURE' | 'ERROR' | 'PENDING' | 'EXPECTED';
  description: string | null;
  readonly createdAt: number;
}

/** A review that says yes, no or something. */
export interface ReviewRecord {
  readonly nodeId: string;
  readonly author: AccountRecord | null;
  readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';
  readonly commit: string;
  readonly submittedAt: number;
}

/** A comment in a review thread. */
export interface ThreadCommentRecord {
  readonly nodeId: string;
  readonly databaseId: number;
  readonly author: AccountRecord | null;
  readonly body: string;
  readonly isMinimized: boolean;
  readonly createdAt: number;
}

/** A review thread. */
export interface ThreadRecord {
  readonly nodeId: string;
  readonly path: string;
  readonly line: number | null;
  isResolved: boolean;
  isOutdated: boolean;
  readonly comments: ThreadCommentRecord[];
  readonly pullRequest: PullRequestRecord;
}

/** A pull request as the stand-in holds it. */
export interface PullRequestRecord {
  readonly nodeId: string;
  readonly databaseId: number;
  readonly repository: RepositoryRecord;
  readonly number: number;
  title: string;
  body: string;
  author: AccountRecord | null;
  state: 'OPEN' | 'CLOSED' | 'MERGED';
  isDraft: boolean;
  readonly branch: string;
  /** Null once the fork was deleted. */
  sourceRepository: RepositoryRecord | null;
  headCommit: string;
  readonly base: string;
  baseCommit: string;
  /** As GitHub shows it: unknown until somebody asked for it by REST. */
  conflict: 'UNKNOWN' | 'MERGEABLE' | 'CONFLICTING';
  /** The truth where there is no git to ask. */
  conflictsWhenAsked: boolean;
  /** What the checks are shown for: not the head for a moment after a push. */
  rollupCommit: string | null;
  readonly checks: (CheckRunRecord | StatusRecord)[];
  readonly reviews: ReviewRecord[];
  readonly threads: ThreadRecord[];
  queuePosition: number | null;
  mergeCommit: string | null;
  mergedAt: number | null;
  closedAt: number | null;
  readonly createdAt: number;
  updatedAt: number;
}
