import type { CheckFailure, CheckState } from '@ao/ports';
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { asStringList, checkedJson, enumText, flag } from './columns.ts';

const CHECK_STATES = ['queued', 'running', 'passed', 'failed', 'cancelled', 'skipped', 'unknown'] as const satisfies readonly CheckState[];
const FAILURE_SOURCES = ['log', 'annotations', 'summary'] as const satisfies readonly CheckFailure['source'][];
const LOG_LACKS = ['running', 'expired', 'never_started', 'unavailable'] as const satisfies readonly CheckFailure['logMissing'][];

/** The checks of the newest snapshot of each pull request. */
export const pullRequestChecks = sqliteTable(
  'pull_request_checks',
  {
    pullRequestId: text('pull_request_id').notNull(),
    id: text('id').notNull(),
    position: integer('position').notNull(),
    jobId: text('job_id'),
    name: text('name').notNull(),
    workflow: text('workflow'),
    state: enumText('state', CHECK_STATES).notNull(),
    isRequired: flag('is_required'),
    summary: text('summary'),
    url: text('url'),
    startedAt: integer('started_at'),
    completedAt: integer('completed_at'),
  },
  (table) => [primaryKey({ columns: [table.pullRequestId, table.id] })],
);

/** The open threads of the newest snapshot of each pull request, without their words. */
export const pullRequestOpenThreads = sqliteTable(
  'pull_request_open_threads',
  {
    pullRequestId: text('pull_request_id').notNull(),
    id: text('id').notNull(),
    position: integer('position').notNull(),
    isOutdated: flag('is_outdated').notNull(),
    path: text('path').notNull(),
    line: integer('line'),
  },
  (table) => [primaryKey({ columns: [table.pullRequestId, table.id] })],
);

/** Review threads whose words were read. */
export const reviewThreads = sqliteTable(
  'review_threads',
  {
    pullRequestId: text('pull_request_id').notNull(),
    id: text('id').notNull(),
    isResolved: flag('is_resolved').notNull(),
    isOutdated: flag('is_outdated').notNull(),
    path: text('path').notNull(),
    line: integer('line'),
    totalComments: integer('total_comments').notNull(),
  },
  (table) => [primaryKey({ columns: [table.pullRequestId, table.id] })],
);

/** What was said in them. */
export const reviewComments = sqliteTable('review_comments', {
  position: integer('position').notNull().primaryKey({ autoIncrement: true }),
  pullRequestId: text('pull_request_id').notNull(),
  threadId: text('thread_id').notNull(),
  id: text('id').notNull(),
  authorLogin: text('author_login'),
  authorIsBot: flag('author_is_bot'),
  body: text('body').notNull(),
  bodyIsCut: flag('body_is_cut').notNull(),
  url: text('url').notNull(),
  isHidden: flag('is_hidden').notNull(),
  createdAt: integer('created_at').notNull(),
});

/** Why checks failed. */
export const checkFailures = sqliteTable(
  'check_failures',
  {
    pullRequestId: text('pull_request_id').notNull(),
    checkId: text('check_id').notNull(),
    excerpt: text('excerpt').notNull(),
    excerptIsCut: flag('excerpt_is_cut').notNull(),
    source: enumText('source', FAILURE_SOURCES).notNull(),
    logMissing: enumText('log_missing', LOG_LACKS),
    failedSteps: checkedJson('failed_steps', asStringList).notNull(),
  },
  (table) => [primaryKey({ columns: [table.pullRequestId, table.checkId] })],
);
