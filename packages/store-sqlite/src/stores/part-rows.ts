import { isDeepStrictEqual } from 'node:util';
import type { ReadStatement, WriteStatement } from '../database/connection.ts';

/** The statements of a table whose rows are a list that belongs to one pull request. */
export interface PartStatements<Row> {
  /** Of several pull requests, given as `pullRequestIds`; in order. */
  readonly list: ReadStatement<Row>;
  /** Inserts a row, or replaces the one with its key. */
  readonly put: WriteStatement;
  /** By the key of a row. */
  readonly remove: WriteStatement;
}

/** Makes the stored rows of one pull request equal to the wanted ones, touching only what differs. Answers whether anything did. */
export function writeDifference<Row extends { readonly id: string }>(
  statements: PartStatements<Row>,
  known: readonly Row[],
  wanted: readonly Row[],
): boolean {
  const stored = new Map(known.map((row) => [row.id, row]));
  const kept = new Set(wanted.map(({ id }) => id));
  const surplus = known.filter(({ id }) => !kept.has(id));
  const different = wanted.filter((row) => !isDeepStrictEqual({ ...row }, { ...stored.get(row.id) }));
  for (const row of surplus) statements.remove.run({ ...row });
  for (const row of different) statements.put.run({ ...row });
  return surplus.length + different.length > 0;
}

/** Rows by the pull request they belong to, in the order they came. */
export function byPullRequest<Row extends { readonly pullRequestId: string }>(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  return Map.groupBy(rows, ({ pullRequestId }) => pullRequestId);
}

/** The first of each id: a host that names something twice must not break the write. */
export function withoutRepeats<Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] {
  const seen = new Set<string>();
  return items.filter(({ id }) => !seen.has(id) && seen.add(id));
}
