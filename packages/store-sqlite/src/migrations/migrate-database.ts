import { AoError } from '@ao/domain';
import type { Timestamp } from '@ao/domain';
import type { Database } from 'better-sqlite3';
import { hasTriggers, installTriggers, dropTriggers } from '../triggers/install-triggers.ts';
import type { Trigger } from '../triggers/trigger.ts';
import { type Migration, migrationHash } from './migration.ts';

/** What to do to a database. */
export interface MigrateDatabaseOptions {
  readonly pending: readonly Migration[];
  readonly triggers: readonly Trigger[];
  readonly now: Timestamp;
  readonly appVersion: string;
}

const MIGRATIONS_TABLE = /* sql */ `
CREATE TABLE IF NOT EXISTS migrations (
  position INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL,
  applied_at INTEGER NOT NULL,
  app_version TEXT NOT NULL
) STRICT`;

/**
 * Brings schema and triggers up to date in one transaction, and switches foreign keys on at the end. Foreign keys are off
 * meanwhile: rebuilding a table drops the old one, and with them on that would delete the rows that refer to it.
 *
 * @throws AoError `INTERNAL` when rows are left that refer to nothing; the database is then as it was.
 */
export function migrateDatabase(database: Database, options: MigrateDatabaseOptions): void {
  database.pragma('foreign_keys = OFF');
  if (options.pending.length > 0 || !hasTriggers(database, options.triggers)) {
    database.exec('BEGIN IMMEDIATE');
    try {
      applyAll(database, options);
      database.exec('COMMIT');
    } catch (thrown) {
      if (database.inTransaction) database.exec('ROLLBACK');
      throw thrown;
    }
  }
  database.pragma('foreign_keys = ON');
}

function applyAll(database: Database, options: MigrateDatabaseOptions): void {
  dropTriggers(database);
  database.exec(MIGRATIONS_TABLE);
  const note = database.prepare(/* sql */ `INSERT INTO migrations (name, hash, applied_at, app_version) VALUES (?, ?, ?, ?)`);
  for (const migration of options.pending) {
    database.exec(migration.sql);
    note.run(migration.name, migrationHash(migration), options.now, options.appVersion);
  }
  installTriggers(database, options.triggers);
  const orphans = database.pragma('foreign_key_check') as readonly unknown[];
  if (orphans.length > 0) {
    throw new AoError('INTERNAL', {
      message: `Updating the database left ${orphans.length} rows that refer to nothing. Nothing was changed; report this as a bug.`,
      details: { orphans: orphans.slice(0, 10) },
    });
  }
}
