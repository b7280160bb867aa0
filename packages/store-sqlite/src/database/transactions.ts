import { AoError } from '@ao/domain';
import type { Database } from 'better-sqlite3';
import { toStorageError } from './storage-error.ts';

/** Runs synchronous work as one transaction; inside another one as a savepoint of its own. */
export type RunTransaction = <Result>(work: () => Result) => Result;

/**
 * Makes the runner of transactions on one connection.
 *
 * - a transaction takes the write lock when it begins, so that what it reads cannot change before it writes
 * - a full disk can make SQLite take the whole of it back in the middle: then nothing of it is stored, also if somebody inside has
 *   swallowed that failure and goes on
 * - `afterCommit` is called after each outermost commit that changed a row
 */
export function createTransactions(database: Database, afterCommit: () => void): RunTransaction {
  const begin = database.prepare(/* sql */ `BEGIN IMMEDIATE`);
  const commit = database.prepare(/* sql */ `COMMIT`);
  const rollback = database.prepare(/* sql */ `ROLLBACK`);
  const savepoint = database.prepare(/* sql */ `SAVEPOINT inner_work`);
  const release = database.prepare(/* sql */ `RELEASE inner_work`);
  const rollbackInner = database.prepare(/* sql */ `ROLLBACK TO inner_work`);
  const rowsChanged = database.prepare<[], number>(/* sql */ `SELECT total_changes()`).pluck();

  let isOpen = false;
  /** What made SQLite take the open transaction back. */
  let lostTo: unknown = null;

  const outermost: RunTransaction = (work) => {
    attempt('begin', () => begin.run());
    [isOpen, lostTo] = [true, null];
    try {
      const before = rowsChanged.get();
      const result = assertSynchronous(work());
      assertNotLost();
      attempt('commit', () => commit.run());
      if (rowsChanged.get() !== before) afterCommit();
      return result;
    } catch (thrown) {
      // SQLite rolls back by itself when the disk is full.
      if (database.inTransaction) rollback.run();
      throw thrown;
    } finally {
      isOpen = false;
    }
  };

  const inner: RunTransaction = (work) => {
    assertNotLost();
    savepoint.run();
    try {
      const result = assertSynchronous(work());
      attempt('release', () => release.run());
      return result;
    } catch (thrown) {
      if (database.inTransaction) {
        rollbackInner.run();
        release.run();
      } else lostTo = thrown;
      throw thrown;
    }
  };

  /** Otherwise what follows would be stored by itself: that something is done, without what was done. */
  function assertNotLost(): void {
    if (database.inTransaction) return;
    throw lostTo ?? new AoError('INTERNAL', { message: 'The transaction was taken back by the database. Nothing of it was stored.' });
  }

  return (work) => (isOpen || database.inTransaction ? inner(work) : outermost(work));
}

function assertSynchronous<Result>(result: Result): Result {
  if (!(result instanceof Promise)) return result;
  // Nobody will wait for it, and its rejection must not end the process.
  result.catch(() => undefined);
  throw new AoError('INTERNAL', { message: 'The work of a transaction must be synchronous.' });
}

function attempt(name: string, step: () => void): void {
  try {
    step();
  } catch (thrown) {
    throw toStorageError(thrown, name);
  }
}
