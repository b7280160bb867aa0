import { type Column, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';

/** A placeholder under the column's own name; what is given for it goes through the column's encoder. */
export function placeholder(name: string, column: Column): SQL {
  return sql`${sql.param(sql.placeholder(name), column)}`;
}

/** One placeholder for each column of a table: for statements that write whole rows. */
export function placeholdersFor<Table extends SQLiteTable>(table: Table): { [Name in keyof Table['_']['columns']]: SQL } {
  const columns = Object.entries<Column>(getTableColumns(table));
  return Object.fromEntries(columns.map(([name, column]) => [name, placeholder(name, column)])) as ReturnType<
    typeof placeholdersFor<Table>
  >;
}
