import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** How far the look for pull requests has come, by the repository they point at and the one their branches lie in. */
export const repositoryWatches = sqliteTable(
  'repository_watches',
  {
    host: text('host').notNull(),
    owner: text('owner').notNull(),
    name: text('name').notNull(),
    sourceHost: text('source_host').notNull(),
    sourceOwner: text('source_owner').notNull(),
    sourceName: text('source_name').notNull(),
    validator: text('validator'),
    seenUntil: integer('seen_until'),
    lookedAt: integer('looked_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.host, table.owner, table.name, table.sourceHost, table.sourceOwner, table.sourceName] })],
);
