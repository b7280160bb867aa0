import { chmodSync, renameSync, rmSync } from 'node:fs';
import type { Clock, Logger } from '@ao/ports';
import type { Database } from 'better-sqlite3';
import { type CommitNotifier, createCommitNotifier } from './database/commit-notifier.ts';
import { createConnection } from './database/connection.ts';
import { BUSY_TIMEOUT_MS, openToWrite } from './database/open-database.ts';
import { toStorageError } from './database/storage-error.ts';
import { ALL_MIGRATIONS } from './migrations/all-migrations.ts';
import { type DatabaseState, inspectDatabase } from './migrations/inspect-database.ts';
import { migrateDatabase } from './migrations/migrate-database.ts';
import { backUpBeforeMigration } from './migrations/migration-backup.ts';
import { createSqliteChangeLog } from './stores/sqlite-change-log.ts';
import { createSqliteIssueIntakeStore } from './stores/sqlite-issue-intake-store.ts';
import { createSqliteMessageStore } from './stores/sqlite-message-store.ts';
import { createSqliteNoticeStore } from './stores/sqlite-notice-store.ts';
import { createSqliteOperationStore } from './stores/sqlite-operation-store.ts';
import { createSqliteProjectStore } from './stores/sqlite-project-store.ts';
import { createSqlitePullRequestStore } from './stores/sqlite-pull-request-store.ts';
import { createSqliteReportStore } from './stores/sqlite-report-store.ts';
import { createSqliteReactionStore } from './stores/sqlite-reaction-store.ts';
import { createSqliteRepositoryWatchStore } from './stores/sqlite-repository-watch-store.ts';
import { createSqliteSessionStore } from './stores/sqlite-session-store.ts';
import { createSqliteWakeStore } from './stores/sqlite-wake-store.ts';
import type { StoresHandle } from './stores-handle.ts';
import { ALL_TRIGGERS } from './triggers/all-triggers.ts';

/** How to open the stores. */
export interface OpenStoresOptions {
  /** Absolute path of the database file. Its folder exists; the file is made when there is none. */
  readonly path: string;
  /** Folder for the copies made before migrations; made when needed. */
  readonly backupsDirectory: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Version of ao, written down with each migration so that an older version can name it. */
  readonly appVersion: string;
  /** How long to wait for a lock another program holds. Default 5 seconds. The process stands still meanwhile. */
  readonly busyTimeoutMs?: number | undefined;
}

/**
 * Opens the database, brings it up to date (after a backup, when it holds anything) and makes the stores on it. Exactly one
 * process may do this at a time: hold the instance lock.
 *
 * @throws AoError `NODE_TOO_OLD`, `DATABASE_NEWER`, `DATABASE_CORRUPT`, `DATABASE_BUSY`, `DISK_FULL` or `HOME_NOT_WRITABLE`;
 * a database that is refused stays as it is.
 */
export function openStores(options: OpenStoresOptions): StoresHandle {
  const { path, clock, logger } = options;
  const busyTimeoutMs = options.busyTimeoutMs ?? BUSY_TIMEOUT_MS;
  let database: Database | null = null;
  try {
    const state = inspectDatabase(path, ALL_MIGRATIONS, busyTimeoutMs);
    database = openToWrite(path, busyTimeoutMs);
    bringUpToDate(database, state, options);
    return createStoresHandle(database, { path, clock, logger });
  } catch (thrown) {
    database?.close();
    throw toStorageError(thrown, `opening ${path}`);
  }
}

function bringUpToDate(database: Database, state: DatabaseState, options: OpenStoresOptions): void {
  const { clock, logger, appVersion, backupsDirectory: directory } = options;
  const pending = state.kind === 'empty' ? ALL_MIGRATIONS : state.pending;
  const [next] = pending;
  if (state.kind === 'known' && next !== undefined) {
    const backup = backUpBeforeMigration(database, { directory, migration: next.name, now: clock.now() });
    logger.info('backed up the database before updating it', { backup, migrations: pending.map((migration) => migration.name) });
  }
  migrateDatabase(database, { pending, triggers: ALL_TRIGGERS, now: clock.now(), appVersion });
}

function createStoresHandle(
  database: Database,
  { path, clock, logger }: { readonly path: string; readonly clock: Clock; readonly logger: Logger },
): StoresHandle {
  const notifier: CommitNotifier = createCommitNotifier(clock, logger);
  const connection = createConnection({ database, clock, logger, afterCommit: () => notifier.notify() });
  const projects = createSqliteProjectStore(connection);
  const sessions = createSqliteSessionStore(connection, projects);
  const pullRequests = createSqlitePullRequestStore(connection, sessions);
  notifier.startPolling(database);

  const close = () => {
    if (!database.open) return;
    notifier.stop();
    try {
      database.pragma('optimize');
      database.pragma('wal_checkpoint(TRUNCATE)');
    } catch (thrown) {
      // Nothing is lost: the next start reads the write-ahead log.
      logger.warn('the database could not be tidied up while closing', { error: thrown });
    }
    database.close();
  };

  return {
    path,
    projects,
    sessions,
    operations: createSqliteOperationStore(connection, sessions),
    messages: createSqliteMessageStore(connection),
    pullRequests,
    reactions: createSqliteReactionStore(connection, { sessions, pullRequests }),
    repositoryWatches: createSqliteRepositoryWatchStore(connection),
    notices: createSqliteNoticeStore(connection, sessions),
    reports: createSqliteReportStore(connection, sessions),
    wakes: createSqliteWakeStore(connection),
    issueIntakes: createSqliteIssueIntakeStore(connection, projects),
    changeLog: createSqliteChangeLog(connection, notifier),
    transaction: connection.transaction,
    backup: (target) => backUp(database, target),
    checkpoint: () => void database.pragma('wal_checkpoint(TRUNCATE)'),
    close,
    [Symbol.dispose]: close,
  };
}

async function backUp(database: Database, target: string): Promise<void> {
  const partial = `${target}.partial`;
  try {
    rmSync(partial, { force: true });
    await database.backup(partial);
    chmodSync(partial, 0o600);
    renameSync(partial, target);
  } catch (thrown) {
    rmSync(partial, { force: true });
    throw toStorageError(thrown, `backing up to ${target}`);
  }
}
