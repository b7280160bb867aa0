import type { Clock, Logger } from '@ao/ports';
import type { Database } from 'better-sqlite3';
import type { Column } from 'drizzle-orm';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { type ColumnQuery, type ColumnRow, prepareColumnRows } from './column-rows.ts';
import { toStorageError } from './storage-error.ts';
import { createTransactions, type RunTransaction } from './transactions.ts';

/** A statement that takes longer is logged. */
export const SLOW_STATEMENT_MS = 50;

/** Values by the name of their placeholder. */
export type StatementValues = Readonly<Record<string, unknown>>;

/** A prepared query that has a name: in errors, and in the log when it was slow. */
export interface ReadStatement<Row> {
  get(values?: StatementValues): Row | undefined;
  all(values?: StatementValues): Row[];
}

/** A prepared change that has a name: in errors, and in the log when it was slow. */
export interface WriteStatement {
  /** Answers how many rows were changed. */
  run(values?: StatementValues): number;
}

interface PreparedRead<Row> {
  get(values?: Record<string, unknown>): Row | undefined;
  all(values?: Record<string, unknown>): Row[];
}

interface PreparedWrite {
  run(values?: Record<string, unknown>): { readonly changes: number };
}

/** The one connection that writes, as the stores see it. */
export interface Connection {
  readonly database: Database;
  /** Builds queries over the schema. Each is prepared once and given a name. */
  readonly query: BetterSQLite3Database;
  readonly clock: Clock;
  /** Like {@link Connection.read}, for a query that selects exactly these columns: faster where there are many. */
  readColumns<Columns extends Record<string, Column>>(
    this: void,
    name: string,
    columns: Columns,
    query: ColumnQuery,
  ): ReadStatement<ColumnRow<Columns>>;
  read<Row>(this: void, name: string, prepared: PreparedRead<Row>): ReadStatement<Row>;
  write(this: void, name: string, prepared: PreparedWrite): WriteStatement;
  readonly transaction: RunTransaction;
}

/** What a connection is made of. */
export interface ConnectionOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called after each outermost commit that changed a row. */
  readonly afterCommit: () => void;
}

/** Wraps an open database. */
export function createConnection(options: ConnectionOptions): Connection {
  const { database, clock, logger, afterCommit } = options;

  const measured = <Result>(statement: string, call: () => Result): Result => {
    const startedAt = clock.monotonic();
    try {
      return call();
    } catch (thrown) {
      throw toStorageError(thrown, statement);
    } finally {
      const durationMs = clock.monotonic() - startedAt;
      if (durationMs > SLOW_STATEMENT_MS) logger.warn('slow statement', { statement, durationMs });
    }
  };

  const read: Connection['read'] = (name, prepared) => ({
    get: (values) => measured(name, () => prepared.get(values)),
    all: (values) => measured(name, () => prepared.all(values)),
  });

  return {
    database,
    clock,
    query: drizzle(database),
    transaction: createTransactions(database, afterCommit),
    read,
    readColumns: (name, columns, query) => read(name, prepareColumnRows(database, columns, query)),
    write: (name, prepared) => ({
      run: (values) => measured(name, () => prepared.run(values).changes),
    }),
  };
}
