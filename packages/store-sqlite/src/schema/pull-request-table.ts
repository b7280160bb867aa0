import { CI_STATES, MERGEABILITIES, PULL_REQUEST_STATES, REVIEW_DECISIONS, type SessionId } from '@ao/domain';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { enumText } from './columns.ts';

/** The pull requests of sessions. */
export const pullRequests = sqliteTable('pull_requests', {
  id: text('id').notNull().primaryKey(),
  sessionId: text('session_id').$type<SessionId>().notNull(),
  url: text('url').notNull(),
  number: integer('number').notNull(),
  title: text('title').notNull(),
  state: enumText('state', PULL_REQUEST_STATES).notNull(),
  ci: enumText('ci', CI_STATES).notNull(),
  review: enumText('review', REVIEW_DECISIONS).notNull(),
  mergeability: enumText('mergeability', MERGEABILITIES).notNull(),
  unresolvedThreads: integer('unresolved_threads').notNull(),
  sourceBranch: text('source_branch').notNull(),
  targetBranch: text('target_branch').notNull(),
  headCommit: text('head_commit').notNull(),
  updatedAt: integer('updated_at').notNull(),
  observedAt: integer('observed_at').notNull(),
  /** When the row was last written; the time of its event. */
  changedAt: integer('changed_at').notNull(),
});
