import { closeSync, openSync } from 'node:fs';
import { AoError } from '@ao/domain';
import Database from 'better-sqlite3';
import { assertNodeVersion } from './database/node-version.ts';
import { toStorageError } from './database/storage-error.ts';

/**
 * How long to try. Processes that try at the very same moment can hold each other up for an instant; without patience all of
 * them could give up.
 */
const PATIENCE_MS = 400;

/** Kept here, so that a lock whose proof is dropped is not given up by the garbage collector. */
const held = new Set<Database.Database>();

/** Proof that no other process serves the same home. */
export interface InstanceLock extends Disposable {
  /** Lets the next one in. The file stays: removing it would let two processes lock two files of the same name. */
  release(): void;
}

/**
 * Takes the lock of a data directory, or throws. It is a lock of the operating system on a file, so it ends with the process,
 * however that ends.
 *
 * - nobody in this process may open the file otherwise while it is held: closing it again would give up the lock
 * - it does not hold on network file systems that have no locks
 *
 * @param path - absolute path of the lock file; its folder exists.
 * @throws AoError `DAEMON_ALREADY_RUNNING`, also when this very process holds it; `HOME_NOT_WRITABLE`.
 */
export function acquireInstanceLock(path: string): InstanceLock {
  assertNodeVersion();
  let database: Database.Database | null = null;
  try {
    database = openLockFile(path);
    database.exec('BEGIN EXCLUSIVE');
  } catch (thrown) {
    database?.close();
    const error = toStorageError(thrown, `locking ${path}`);
    if (error.code === 'DATABASE_BUSY') throw new AoError('DAEMON_ALREADY_RUNNING', { details: { lockPath: path }, cause: thrown });
    throw error;
  }
  const locked = database;
  held.add(locked);
  const release = () => {
    held.delete(locked);
    locked.close();
  };
  return { release, [Symbol.dispose]: release };
}

function openLockFile(path: string): Database.Database {
  // Only who makes the file may open it plainly: closing a plain descriptor would drop a lock this process holds on it.
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
  }
  return new Database(path, { timeout: PATIENCE_MS });
}
