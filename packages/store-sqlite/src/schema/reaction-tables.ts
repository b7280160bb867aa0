import type { SessionId } from '@ao/domain';
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What was decided about a pull request of a session; JSON. */
export const reactionLedgers = sqliteTable(
  'reaction_ledgers',
  {
    pullRequestId: text('pull_request_id').notNull(),
    sessionId: text('session_id').$type<SessionId>().notNull(),
    ledger: text('ledger').notNull(),
    changedAt: integer('changed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.pullRequestId, table.sessionId] })],
);

/** What sessions chose about reactions over the settings of their projects; JSON. */
export const sessionReactionChoices = sqliteTable('session_reaction_choices', {
  sessionId: text('session_id').$type<SessionId>().notNull().primaryKey(),
  choices: text('choices').notNull(),
  changedAt: integer('changed_at').notNull(),
});
