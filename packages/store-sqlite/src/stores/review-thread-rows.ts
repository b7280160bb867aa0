import { isDeepStrictEqual } from 'node:util';
import type { CheckFailure, ReviewThread, ThreadComment } from '@ao/ports';
import { withoutRepeats } from './part-rows.ts';
import type { CheckFailureRow, ReviewCommentRow, ReviewThreadRow, ReviewThreadStatements } from './review-thread-statements.ts';

type WrittenComment = Omit<ReviewCommentRow, 'position'>;

/** The words of review threads, and why checks failed, as rows of one pull request. */
export interface ReviewThreadRows {
  threadsOf(pullRequestId: string): readonly ReviewThread[];
  /** Answers whether anything was written. */
  writeThreads(pullRequestId: string, threads: readonly ReviewThread[]): boolean;
  failuresOf(pullRequestId: string): ReadonlyMap<string, CheckFailure>;
  /** Answers whether anything was written. */
  writeFailure(pullRequestId: string, checkId: string, failure: CheckFailure): boolean;
  /** Forgets the failures of other checks. Answers whether there were any. */
  keepFailures(pullRequestId: string, checkIds: ReadonlySet<string>): boolean;
}

/** Makes the rows over their statements. */
export function createReviewThreadRows(statements: ReviewThreadStatements): ReviewThreadRows {
  const commentsOf = (pullRequestId: string) => Map.groupBy(statements.comments.all({ pullRequestId }), ({ threadId }) => threadId);

  const failuresOf = (pullRequestId: string) =>
    new Map(statements.failures.all({ pullRequestId }).map((row) => [row.checkId, failureOfRow(row)]));

  return {
    failuresOf,
    threadsOf(pullRequestId) {
      const comments = commentsOf(pullRequestId);
      return statements.threads
        .all({ pullRequestId })
        .map(({ pullRequestId: _of, ...thread }) => ({ ...thread, comments: (comments.get(thread.id) ?? []).map(commentOfRow) }));
    },
    writeThreads(pullRequestId, threads) {
      const known = new Map(statements.threads.all({ pullRequestId }).map((row) => [row.id, row]));
      const comments = commentsOf(pullRequestId);
      let isChanged = false;
      for (const thread of withoutRepeats(threads)) {
        const row = rowOfThread(pullRequestId, thread);
        if (!isSame(row, known.get(thread.id))) {
          statements.putThread.run({ ...row });
          isChanged = true;
        }
        if (writeComments(thread, pullRequestId, comments.get(thread.id) ?? [])) isChanged = true;
      }
      return isChanged;
    },
    writeFailure(pullRequestId, checkId, failure) {
      if (isDeepStrictEqual(failuresOf(pullRequestId).get(checkId), failure)) return false;
      const { excerpt, source, logMissing, failedSteps } = failure;
      const row = { pullRequestId, checkId, excerpt: excerpt.text, excerptIsCut: excerpt.isCut, source, logMissing, failedSteps };
      statements.putFailure.run(row satisfies CheckFailureRow);
      return true;
    },
    keepFailures(pullRequestId, checkIds) {
      const old = statements.failures.all({ pullRequestId }).filter(({ checkId }) => !checkIds.has(checkId));
      for (const { checkId } of old) statements.removeFailure.run({ pullRequestId, checkId });
      return old.length > 0;
    },
  };

  function writeComments(thread: ReviewThread, pullRequestId: string, stored: readonly ReviewCommentRow[]): boolean {
    const known = new Map(stored.map((row) => [row.id, row]));
    let isChanged = false;
    for (const comment of withoutRepeats(thread.comments)) {
      const row = rowOfComment(pullRequestId, thread.id, comment);
      const { position: _place, ...before } = known.get(comment.id) ?? { position: null };
      if (isSame(row, before)) continue;
      (known.has(comment.id) ? statements.updateComment : statements.insertComment).run({ ...row });
      isChanged = true;
    }
    return isChanged;
  }
}

function isSame(one: object, other: object | undefined): boolean {
  return isDeepStrictEqual({ ...one }, { ...other });
}

function rowOfThread(pullRequestId: string, thread: ReviewThread): ReviewThreadRow {
  const { id, isResolved, isOutdated, path, line, totalComments } = thread;
  return { pullRequestId, id, isResolved, isOutdated, path, line, totalComments };
}

function rowOfComment(pullRequestId: string, threadId: string, comment: ThreadComment): WrittenComment {
  const { id, author, body, url, isHidden, createdAt } = comment;
  const by = { authorLogin: author?.login ?? null, authorIsBot: author?.isBot ?? null };
  return { pullRequestId, threadId, id, ...by, body: body.text, bodyIsCut: body.isCut, url, isHidden, createdAt };
}

function commentOfRow(row: ReviewCommentRow): ThreadComment {
  const { id, authorLogin: login, authorIsBot, body: text, bodyIsCut: isCut, url, isHidden, createdAt } = row;
  const author = login === null ? null : { login, isBot: authorIsBot === true };
  return { id, author, body: { text, isCut }, url, isHidden, createdAt };
}

function failureOfRow({ excerpt: text, excerptIsCut: isCut, source, logMissing, failedSteps }: CheckFailureRow): CheckFailure {
  return { excerpt: { text, isCut }, source, logMissing, failedSteps };
}
