import { and, asc, eq, min, sql } from 'drizzle-orm';
import type { Connection, ReadStatement, WriteStatement } from '../database/connection.ts';
import { checkFailures, reviewComments, reviewThreads } from '../schema/pull-request-part-tables.ts';
import { placeholdersFor } from './placeholders.ts';

/** A stored review thread. */
export type ReviewThreadRow = typeof reviewThreads.$inferSelect;
/** A stored comment. */
export type ReviewCommentRow = typeof reviewComments.$inferSelect;
/** A stored failure. */
export type CheckFailureRow = typeof checkFailures.$inferSelect;

/** The statements of what was read about reviews and failed checks. */
export interface ReviewThreadStatements {
  /** The thread with the oldest comment first. */
  readonly threads: ReadStatement<ReviewThreadRow>;
  readonly putThread: WriteStatement;
  readonly comments: ReadStatement<ReviewCommentRow>;
  readonly insertComment: WriteStatement;
  readonly updateComment: WriteStatement;
  readonly failures: ReadStatement<CheckFailureRow>;
  readonly putFailure: WriteStatement;
  readonly removeFailure: WriteStatement;
}

/** Prepares the statements. */
export function prepareReviewThreadStatements({ query, read, write }: Connection): ReviewThreadStatements {
  const thread = placeholdersFor(reviewThreads);
  const { pullRequestId: _of, id: _id, ...threadChanges } = thread;
  const { position: _given, ...comment } = placeholdersFor(reviewComments);
  const { pullRequestId, threadId, id, ...commentChanges } = comment;
  const isComment = and(eq(reviewComments.pullRequestId, pullRequestId), eq(reviewComments.threadId, threadId), eq(reviewComments.id, id));
  const failure = placeholdersFor(checkFailures);
  const { pullRequestId: _owner, checkId: _check, ...failureChanges } = failure;
  const startedAt = query
    .select({ at: min(reviewComments.createdAt) })
    .from(reviewComments)
    .where(and(eq(reviewComments.pullRequestId, reviewThreads.pullRequestId), eq(reviewComments.threadId, reviewThreads.id)));
  return {
    threads: read(
      'reviewThreads.list',
      query
        .select()
        .from(reviewThreads)
        .where(eq(reviewThreads.pullRequestId, sql.placeholder('pullRequestId')))
        .orderBy(sql`(${startedAt}) NULLS LAST`, asc(reviewThreads.id))
        .prepare(),
    ),
    putThread: write(
      'reviewThreads.put',
      query
        .insert(reviewThreads)
        .values(thread)
        .onConflictDoUpdate({ target: [reviewThreads.pullRequestId, reviewThreads.id], set: threadChanges })
        .prepare(),
    ),
    comments: read(
      'reviewComments.list',
      query
        .select()
        .from(reviewComments)
        .where(eq(reviewComments.pullRequestId, sql.placeholder('pullRequestId')))
        .orderBy(asc(reviewComments.createdAt), asc(reviewComments.position))
        .prepare(),
    ),
    insertComment: write('reviewComments.insert', query.insert(reviewComments).values(comment).prepare()),
    updateComment: write('reviewComments.update', query.update(reviewComments).set(commentChanges).where(isComment).prepare()),
    failures: read(
      'checkFailures.list',
      query
        .select()
        .from(checkFailures)
        .where(eq(checkFailures.pullRequestId, sql.placeholder('pullRequestId')))
        .orderBy(asc(checkFailures.checkId))
        .prepare(),
    ),
    putFailure: write(
      'checkFailures.put',
      query
        .insert(checkFailures)
        .values(failure)
        .onConflictDoUpdate({ target: [checkFailures.pullRequestId, checkFailures.checkId], set: failureChanges })
        .prepare(),
    ),
    removeFailure: write(
      'checkFailures.remove',
      query
        .delete(checkFailures)
        .where(and(eq(checkFailures.pullRequestId, failure.pullRequestId), eq(checkFailures.checkId, failure.checkId)))
        .prepare(),
    ),
  };
}
