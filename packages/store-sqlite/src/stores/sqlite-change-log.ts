import type { ChangeLog } from '@ao/ports';
import { and, asc, getTableColumns, gt, gte, lt, min, sql } from 'drizzle-orm';
import type { CommitNotifier } from '../database/commit-notifier.ts';
import type { Connection } from '../database/connection.ts';
import { changeLog } from '../schema/change-log-table.ts';

/** Rows dropped by one statement: 0.3 ms each time. */
const PRUNE_CHUNK_ROWS = 1_000;

/** Statements in one call of `prune`; whatever is left after them goes with the next call, so that nobody waits for a large log. */
const PRUNE_CHUNKS = 50;

function prepareStatements({ query, readColumns, read, write }: Connection) {
  const after = sql.placeholder('after');
  return {
    after: readColumns(
      'changeLog.after',
      getTableColumns(changeLog),
      query.select().from(changeLog).where(gt(changeLog.sequence, after)).orderBy(asc(changeLog.sequence)).limit(sql.placeholder('limit')),
    ),
    oldest: read(
      'changeLog.oldest',
      query
        .select({ sequence: min(changeLog.sequence) })
        .from(changeLog)
        .prepare(),
    ),
    // SQLite's own counter: the newest number ever given, also when the log is empty.
    newest: read(
      'changeLog.newest',
      query.select({ sequence: sql<number>`seq` }).from(sql`sqlite_sequence`).where(sql`name = 'change_log'`).prepare(),
    ),
    drop: write(
      'changeLog.drop',
      query
        .delete(changeLog)
        .where(and(gte(changeLog.sequence, sql.placeholder('from')), lt(changeLog.sequence, sql.placeholder('before'))))
        .prepare(),
    ),
  };
}

/** Makes the change log of a connection. Its rows are written by triggers. */
export function createSqliteChangeLog(connection: Connection, notifier: CommitNotifier): ChangeLog {
  const statements = prepareStatements(connection);

  const bounds = () => {
    const newest = statements.newest.get()?.sequence ?? 0;
    return { oldest: statements.oldest.get()?.sequence ?? newest + 1, newest };
  };

  return {
    bounds,
    after: (sequence, limit) => statements.after.all({ after: sequence, limit }),
    onCommit: (listener) => notifier.listen(listener),
    prune(keep) {
      const { oldest, newest } = bounds();
      const firstKept = newest - Math.max(0, keep) + 1;
      let dropped = 0;
      for (let from = oldest, chunk = 0; from < firstKept && chunk < PRUNE_CHUNKS; from += PRUNE_CHUNK_ROWS, chunk += 1) {
        dropped += statements.drop.run({ from, before: Math.min(from + PRUNE_CHUNK_ROWS, firstKept) });
      }
      return dropped;
    },
  };
}
