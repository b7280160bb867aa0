import { createHash } from 'node:crypto';

/**
 * One step of the schema. Once released it is never edited: the hash of its text is stored with the database and pinned by a test.
 *
 * - the name begins with the minute it was written, so that two branches never make the same one, and sorts by it
 * - it runs with foreign keys off and all triggers dropped; triggers are made anew afterwards
 */
export interface Migration {
  /** `<yyyymmddhhmm>-<what>`. */
  readonly name: string;
  /** One or more SQL statements. They run inside one transaction with all other pending migrations. */
  readonly sql: string;
}

/** Identifies a migration beyond its name: SHA-256 over its text, in hex. */
export function migrationHash(migration: Migration): string {
  return createHash('sha256').update(`${migration.name}\n${migration.sql}`).digest('hex');
}
