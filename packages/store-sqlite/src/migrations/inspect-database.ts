import { statSync } from 'node:fs';
import { AoError } from '@ao/domain';
import type { Database } from 'better-sqlite3';
import { openToInspect } from '../database/open-database.ts';
import { toStorageError } from '../database/storage-error.ts';
import { type Migration, migrationHash } from './migration.ts';

/** What is at the path of the database. */
export type DatabaseState =
  /** Nothing, or an empty file. */
  | { readonly kind: 'empty' }
  /** A database of ours; these migrations are still to be done. */
  | { readonly kind: 'known'; readonly pending: readonly Migration[] };

interface AppliedMigration {
  readonly name: string;
  readonly hash: string;
  readonly appVersion: string;
}

/**
 * Looks at the database file before anything is done with it. A file that is refused stays exactly as it is.
 *
 * @throws AoError `DATABASE_CORRUPT` when it is damaged or not ours, `DATABASE_NEWER` when it has a migration this program
 * does not know, `DATABASE_BUSY` when another program holds it.
 */
export function inspectDatabase(path: string, migrations: readonly Migration[], busyTimeoutMs: number): DatabaseState {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return { kind: 'empty' };
  let database: Database | null = null;
  try {
    database = openToInspect(path, busyTimeoutMs);
    return stateOf(database, path, migrations);
  } catch (thrown) {
    throw toStorageError(thrown, `looking at ${path}`);
  } finally {
    database?.close();
  }
}

function stateOf(database: Database, path: string, migrations: readonly Migration[]): DatabaseState {
  const damage = database.pragma('quick_check(1)', { simple: true });
  if (damage !== 'ok') throw corrupt(path, String(damage));
  const tables = database.prepare<[], string>(/* sql */ `SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all();
  if (tables.length === 0) return { kind: 'empty' };
  if (!tables.includes('migrations')) throw corrupt(path, 'it is a database of another program');
  const applied = appliedMigrations(database);
  for (const [index, done] of applied.entries()) {
    const known = migrations[index];
    if (known === undefined || known.name !== done.name || migrationHash(known) !== done.hash) throw newer(path, done);
  }
  return { kind: 'known', pending: migrations.slice(applied.length) };
}

/** The migrations a database has, oldest first. */
export function appliedMigrations(database: Database): readonly AppliedMigration[] {
  const query = database.prepare<[], AppliedMigration>(
    /* sql */ `SELECT name, hash, app_version AS appVersion FROM migrations ORDER BY position`,
  );
  return query.all();
}

function corrupt(path: string, reason: string): AoError {
  return new AoError('DATABASE_CORRUPT', {
    message: `The database ${path} cannot be used: ${reason}. Restore a backup from the backups folder, or move the file away. It was not changed.`,
    details: { path, reason },
  });
}

function newer(path: string, unknown: AppliedMigration): AoError {
  return new AoError('DATABASE_NEWER', {
    message: `The database ${path} was changed by ao ${unknown.appVersion} (${unknown.name}), which this version does not know. Update ao, or use another AO_HOME. The file was not changed.`,
    details: { path, migration: unknown.name, appVersion: unknown.appVersion },
  });
}
