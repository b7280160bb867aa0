import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Timestamp } from '@ao/domain';
import type { Database } from 'better-sqlite3';

/** How many backups made before migrations are kept. */
export const KEPT_BACKUPS = 3;

const BACKUP_NAME = /^ao-\d{8}T\d{9}Z-before-[\w-]+\.db$/;

/**
 * Copies a database as it is now, write-ahead log included, and drops the oldest of such copies. The copy has its name only
 * once it is complete and on the disk.
 *
 * @returns the path of the copy.
 */
export function backUpBeforeMigration(
  database: Database,
  options: { readonly directory: string; readonly migration: string; readonly now: Timestamp },
): string {
  const { directory, migration, now } = options;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const stamp = new Date(now).toISOString().replace(/[-:.]/g, '');
  const path = join(directory, `ao-${stamp}-before-${migration}.db`);
  const partial = `${path}.partial`;
  rmSync(partial, { force: true });
  database.prepare(/* sql */ `VACUUM INTO ?`).run(partial);
  chmodSync(partial, 0o600);
  flush(partial);
  renameSync(partial, path);
  for (const name of backupNames(directory).slice(0, -KEPT_BACKUPS)) rmSync(join(directory, name), { force: true });
  return path;
}

/** The backups made before migrations, oldest first. Other files in the folder are nobody's business. */
function backupNames(directory: string): readonly string[] {
  return readdirSync(directory)
    .filter((name) => BACKUP_NAME.test(name))
    .sort();
}

function flush(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
