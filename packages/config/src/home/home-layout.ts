import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { InstanceId, SessionId } from '@ao/domain';

/** Where everything is in a data directory. All paths are absolute; nothing says that they exist. */
export interface HomeLayout {
  readonly home: string;
  readonly databasePath: string;
  /** Copies of the database, made before it is changed. */
  readonly backupsDirectory: string;
  /** Worktrees, as `<project>/<session>`. */
  readonly worktreesDirectory: string;
  /** Private files of sessions, one folder each. */
  readonly sessionsDirectory: string;
  /** Run file, lock and, when their paths are short enough, sockets. */
  readonly runDirectory: string;
  readonly runFilePath: string;
  readonly lockPath: string;
  readonly logsDirectory: string;
  /** Tells this data directory from every other one of the machine; made from its path. */
  readonly instanceId: InstanceId;
  /** The private folder of one session. */
  sessionDirectory(id: SessionId): string;
}

/**
 * The layout of a data directory.
 *
 * @param home - absolute path. Two names of one directory are two instances, so give its real path where that matters.
 */
export function homeLayout(home: string): HomeLayout {
  const runDirectory = join(home, 'run');
  const sessionsDirectory = join(home, 'sessions');
  return {
    home,
    databasePath: join(home, 'ao.db'),
    backupsDirectory: join(home, 'backups'),
    worktreesDirectory: join(home, 'worktrees'),
    sessionsDirectory,
    runDirectory,
    runFilePath: join(runDirectory, 'daemon.json'),
    lockPath: join(runDirectory, 'daemon.lock'),
    logsDirectory: join(home, 'logs'),
    instanceId: createHash('sha256').update(home).digest('hex').slice(0, 12) as InstanceId,
    sessionDirectory: (id) => join(sessionsDirectory, id),
  };
}
