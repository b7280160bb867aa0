import type { HostState } from '../state/host-state.ts';
import type { ThreadRecord } from '../state/pull-request-record.ts';
import { actorView, isoTime } from './common-views.ts';
import { connection, type ConnectionArguments } from './connection.ts';

/** A review thread. */
export function threadView(state: HostState, thread: ThreadRecord): unknown {
  const { repository, number, headCommit } = thread.pullRequest;
  const url = `http://${state.host}/${repository.owner}/${repository.name}/pull/${number}`;
  return {
    __typename: 'PullRequestReviewThread',
    id: thread.nodeId,
    isResolved: thread.isResolved,
    isOutdated: thread.isOutdated,
    path: thread.path,
    line: thread.line,
    startLine: null,
    diffSide: 'RIGHT',
    comments: (args: ConnectionArguments) =>
      connection(thread.comments, args, (comment) => ({
        id: comment.nodeId,
        fullDatabaseId: String(comment.databaseId),
        body: comment.body,
        url: `${url}#discussion_r${comment.databaseId}`,
        createdAt: isoTime(comment.createdAt),
        isMinimized: comment.isMinimized,
        author: actorView(comment.author),
        commit: { oid: headCommit },
      })),
  };
}
