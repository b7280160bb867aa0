import { closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { assertNodeVersion } from './node-version.ts';

/** How long a statement waits for a lock another program holds. */
export const BUSY_TIMEOUT_MS = 5_000;

/** The write-ahead log is cut back to this size after a checkpoint; one large transaction must not cost the disk for ever. */
const WAL_LIMIT_BYTES = 32 * 1024 * 1024;

/** Opens an existing database to look at it. Nothing in it can be changed through this connection. */
export function openToInspect(path: string, busyTimeoutMs: number): Database.Database {
  assertNodeVersion();
  return new Database(path, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs });
}

/**
 * Opens the one connection that writes, and makes the file when there is none (mode 0600; SQLite gives its companions the same).
 * Foreign keys are still off: migrations need that, and they cannot be switched inside a transaction.
 */
export function openToWrite(path: string, busyTimeoutMs: number): Database.Database {
  assertNodeVersion();
  closeSync(openSync(path, 'a', 0o600));
  const database = new Database(path, { timeout: busyTimeoutMs });
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    database.pragma(`journal_size_limit = ${WAL_LIMIT_BYTES}`);
    database.pragma('foreign_keys = OFF');
    return database;
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}
