import { AoError } from '@ao/domain';
import type { Database } from 'better-sqlite3';
import type { Trigger } from './trigger.ts';

function storedTriggers(database: Database): readonly Trigger[] {
  const query = database.prepare<[], Trigger>(/* sql */ `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name`);
  return query.all();
}

/** Tells whether the database has exactly these triggers, with exactly these texts. */
export function hasTriggers(database: Database, triggers: readonly Trigger[]): boolean {
  const wanted = new Map(triggers.map((trigger) => [trigger.name, trigger.sql]));
  const stored = storedTriggers(database);
  return stored.length === wanted.size && stored.every((trigger) => wanted.get(trigger.name) === trigger.sql);
}

/** Drops every trigger. Done before tables are rebuilt, and before rows are rewritten without telling anyone. */
export function dropTriggers(database: Database): void {
  for (const { name } of storedTriggers(database)) database.exec(`DROP TRIGGER "${name}"`);
}

/**
 * Makes the triggers anew and checks that they are there: rebuilding a table silently loses the triggers on it.
 *
 * @throws AoError `INTERNAL` when one of them is missing afterwards.
 */
export function installTriggers(database: Database, triggers: readonly Trigger[]): void {
  dropTriggers(database);
  for (const trigger of triggers) database.exec(trigger.sql);
  if (!hasTriggers(database, triggers)) {
    throw new AoError('INTERNAL', {
      message: 'The triggers of the database could not be made. Report this as a bug; nothing was changed.',
    });
  }
}
