import { createRequire } from 'node:module';
import type BetterSqlite3 from 'better-sqlite3';
import type { PointCounter } from './point-counter.ts';
import { replaceFunction } from './replace-export.ts';

const WRITES = /^\s*(?:\/\*.*?\*\/)?\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)\s+["`]?(\w+)/i;

/**
 * Makes every commit of the daemon's database a point, named after the tables it changes.
 *
 * @param program - the daemon's main file, whose copy of the driver is meant.
 */
export function watchCommits(program: string, counter: PointCounter): void {
  const Database = createRequire(program)('better-sqlite3') as typeof BetterSqlite3;
  const sample = new Database(':memory:');
  const statements = Object.getPrototypeOf(sample.prepare('SELECT 1')) as object;
  sample.close();
  let tables = new Set<string>();

  replaceFunction(statements, 'run', (original) => {
    return function run(this: unknown, ...parameters) {
      const statement = this as BetterSqlite3.Statement;
      const { source, database } = statement;
      const table = WRITES.exec(source)?.[1];
      if (table !== undefined) tables.add(table);
      const ends = database.inTransaction ? /^\s*COMMIT/i.test(source) : table !== undefined;
      if (/^\s*ROLLBACK\s*$/i.test(source)) tables = new Set();
      if (!ends) return original.apply(this, parameters);
      const effect = `commit ${[...tables].sort().join(', ') || 'nothing'}`;
      tables = new Set();
      const occurrence = counter.next(effect);
      if (counter.pass('before', effect, occurrence) === 'fail') throw diskFull(Database);
      const result = original.apply(this, parameters);
      counter.pass('after', effect, occurrence);
      return result;
    };
  });
}

function diskFull(Database: typeof BetterSqlite3): Error {
  return new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
}
