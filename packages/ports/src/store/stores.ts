import type { ChangeLog } from './change-log.ts';
import type { IssueIntakeStore } from './issue-intake-store.ts';
import type { MessageStore } from './message-store.ts';
import type { NoticeStore } from './notice-store.ts';
import type { OperationStore } from './operation-store.ts';
import type { ProjectStore } from './project-store.ts';
import type { PullRequestStore } from './pull-request-store.ts';
import type { ReactionStore } from './reaction-store.ts';
import type { RepositoryWatchStore } from './repository-watch-store.ts';
import type { ReportStore } from './report-store.ts';
import type { SessionStore } from './session-store.ts';
import type { WakeStore } from './wake-store.ts';

/** Everything that is stored, behind one connection that writes. */
export interface Stores {
  readonly projects: ProjectStore;
  readonly sessions: SessionStore;
  readonly operations: OperationStore;
  readonly messages: MessageStore;
  readonly pullRequests: PullRequestStore;
  readonly reactions: ReactionStore;
  readonly repositoryWatches: RepositoryWatchStore;
  readonly reports: ReportStore;
  readonly wakes: WakeStore;
  readonly notices: NoticeStore;
  readonly issueIntakes: IssueIntakeStore;
  readonly changeLog: ChangeLog;
  /** Runs several calls as one transaction: all of them happen or none. May be nested. The work must be synchronous. */
  transaction<Result>(work: () => Result): Result;
}
