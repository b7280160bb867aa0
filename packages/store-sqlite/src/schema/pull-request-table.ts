import { CI_STATES, MERGEABILITIES, PULL_REQUEST_STATES, REVIEW_DECISIONS, type SessionId } from '@ao/domain';
import type { PullRequestBlindness, PullRequestOrigin } from '@ao/ports';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { checkedJson, enumText } from './columns.ts';
import { asPullRequestNote } from './pull-request-note.ts';
import { asSnapshotParts } from './snapshot-parts.ts';

const ORIGINS = ['claimed', 'found'] as const satisfies readonly PullRequestOrigin[];
const BLIND_OUTCOMES = ['gone', 'forbidden', 'unknown'] as const satisfies readonly PullRequestBlindness['outcome'][];

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
  origin: enumText('origin', ORIGINS).notNull(),
  repositoryHost: text('repository_host').notNull(),
  repositoryOwner: text('repository_owner').notNull(),
  repositoryName: text('repository_name').notNull(),
  sourceHost: text('source_host'),
  sourceOwner: text('source_owner'),
  sourceName: text('source_name'),
  note: checkedJson('note', asPullRequestNote),
  blindOutcome: enumText('blind_outcome', BLIND_OUTCOMES),
  blindSince: integer('blind_since'),
  blindMessage: text('blind_message'),
  /** When it was merged or closed. */
  endedAt: integer('ended_at'),
  /** When a listing last showed something new. */
  sightedAt: integer('sighted_at'),
  snapshot: checkedJson('snapshot', asSnapshotParts),
  snapshotUpdatedAt: integer('snapshot_updated_at'),
  snapshotObservedAt: integer('snapshot_observed_at'),
  snapshotTargetCommit: text('snapshot_target_commit'),
  snapshotThreadsMarker: text('snapshot_threads_marker'),
  /** Counts changes of what stands in other tables, so that they are told as a change of this row. */
  revision: integer('revision').notNull().default(0),
});

/** A stored pull request. */
export type PullRequestRow = typeof pullRequests.$inferSelect;
