import type {
  AgentReport,
  AgentReportId,
  MessageId,
  MessageRecord,
  OperationId,
  OperationRecord,
  ProjectId,
  ProjectRecord,
} from '@ao/domain';
import type { SessionId, SessionRecord } from '@ao/domain';
import type { Clock, IntakeEntry, Stores } from '@ao/ports';
import { createMemoryChangeLog } from './memory-change-log.ts';
import { createMemoryIssueIntakeStore } from './memory-issue-intake-store.ts';
import { createMemoryMessageStore } from './memory-message-store.ts';
import { createMemoryNoticeStore, type MemoryNotice } from './memory-notice-store.ts';
import { createMemoryOperationStore } from './memory-operation-store.ts';
import { createMemoryProjectStore } from './memory-project-store.ts';
import { createMemoryPullRequestStore, type MemoryPullRequest } from './memory-pull-request-store.ts';
import { createMemoryReactionStore, type MemoryLedgers } from './memory-reaction-store.ts';
import { createMemoryReportStore } from './memory-report-store.ts';
import { createMemoryRepositoryWatchStore } from './memory-repository-watch-store.ts';
import { createMemorySessionStore } from './memory-session-store.ts';
import { createMemoryTable, createMemoryTransactions, type MemoryTransactions } from './memory-transactions.ts';
import { createMemoryWakeStore } from './memory-wake-store.ts';

/**
 * The stores in memory, for tests of whatever needs stores. They pass the same conformance suite as the SQLite ones:
 * transactions roll back, changes appear in the change log, listeners are woken in a microtask after the commit.
 */
export function createInMemoryStores(options: { readonly clock: Clock }): Stores {
  const { clock } = options;
  const changes = createMemoryChangeLog(clock, (): MemoryTransactions => transactions);
  const transactions = createMemoryTransactions(() => changes.wake());
  const projects = createMemoryTable<ProjectId, ProjectRecord>(transactions);
  const sessions = createMemoryTable<SessionId, SessionRecord>(transactions);
  const shared = { sessions, transactions, changes };
  const pullRequests = createMemoryTable<string, MemoryPullRequest>(transactions);
  const ledgers = createMemoryTable<string, MemoryLedgers>(transactions);

  return {
    projects: createMemoryProjectStore(projects, transactions, changes),
    sessions: createMemorySessionStore({ clock, projects, table: sessions, transactions, changes }),
    operations: createMemoryOperationStore({ ...shared, table: createMemoryTable<OperationId, OperationRecord>(transactions) }),
    messages: createMemoryMessageStore({ ...shared, table: createMemoryTable<MessageId, MessageRecord>(transactions) }),
    pullRequests: createMemoryPullRequestStore({ ...shared, clock, table: pullRequests, ledgers }),
    reactions: createMemoryReactionStore({ sessions, pullRequests, ledgers, transactions }),
    repositoryWatches: createMemoryRepositoryWatchStore(transactions),
    notices: createMemoryNoticeStore({ ...shared, table: createMemoryTable<number, MemoryNotice>(transactions) }),
    reports: createMemoryReportStore({ ...shared, table: createMemoryTable<AgentReportId, AgentReport>(transactions) }),
    wakes: createMemoryWakeStore(transactions),
    issueIntakes: createMemoryIssueIntakeStore({ projects, transactions, table: createMemoryTable<string, IntakeEntry>(transactions) }),
    changeLog: changes.log,
    transaction: (work) => transactions.run(work),
  };
}
