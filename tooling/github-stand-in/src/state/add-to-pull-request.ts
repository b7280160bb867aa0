import type { AccountRecord } from './issue-record.ts';
import type { HostState } from './host-state.ts';
import type {
  CheckRunRecord,
  PullRequestRecord,
  ReviewRecord,
  StatusRecord,
  ThreadCommentRecord,
  ThreadRecord,
} from './pull-request-record.ts';

/** A check run to be. Everything but the name has a default: a job of GitHub Actions that passed. */
export type NewCheckRun = Partial<Omit<CheckRunRecord, 'kind' | 'nodeId' | 'databaseId'>> & { readonly name: string };

/** Adds a check run to the head commit, or to the commit that is named. */
export function addCheckRun(state: HostState, pullRequest: PullRequestRecord, wanted: NewCheckRun): CheckRunRecord {
  const isDone = (wanted.status ?? 'COMPLETED') === 'COMPLETED';
  const run: CheckRunRecord = {
    kind: 'run',
    nodeId: state.ids.node('CR'),
    databaseId: state.ids.database(),
    suite: 1,
    commit: pullRequest.headCommit,
    workflow: 'CI',
    app: 'github-actions',
    status: 'COMPLETED',
    conclusion: isDone ? 'SUCCESS' : null,
    title: null,
    summary: null,
    steps: [],
    annotations: [],
    log: null,
    isLogExpired: false,
    startedAt: state.now(),
    ...wanted,
  };
  pullRequest.checks.push(run);
  return run;
}

/** Runs a check once more: a new run of the same name in the same suite, beside the old one, as at GitHub. */
export function rerunCheck(
  state: HostState,
  pullRequest: PullRequestRecord,
  run: CheckRunRecord,
  wanted: Partial<Omit<NewCheckRun, 'name'>> = {},
): CheckRunRecord {
  const { name, workflow, app, suite, commit, conclusion, log, steps, annotations } = run;
  return addCheckRun(state, pullRequest, { name, workflow, app, suite, commit, conclusion, log, steps, annotations, ...wanted });
}

/** Adds a commit status. */
export function addStatus(
  state: HostState,
  pullRequest: PullRequestRecord,
  wanted: { readonly context: string; readonly state: StatusRecord['state']; readonly description?: string; readonly commit?: string },
): StatusRecord {
  const status: StatusRecord = {
    kind: 'status',
    nodeId: state.ids.node('SC'),
    commit: wanted.commit ?? pullRequest.headCommit,
    context: wanted.context,
    state: wanted.state,
    description: wanted.description ?? null,
    createdAt: state.now(),
  };
  pullRequest.checks.push(status);
  return status;
}

/** Adds a review of the head commit. */
export function addReview(
  state: HostState,
  pullRequest: PullRequestRecord,
  wanted: { readonly state: ReviewRecord['state']; readonly author?: AccountRecord | null },
): ReviewRecord {
  const review: ReviewRecord = {
    nodeId: state.ids.node('PRR'),
    author: wanted.author === undefined ? { login: 'reviewer' } : wanted.author,
    state: wanted.state,
    commit: pullRequest.headCommit,
    submittedAt: state.now(),
  };
  pullRequest.reviews.push(review);
  pullRequest.updatedAt = state.now();
  return review;
}

/** Begins a review thread with its first comment. */
export function addThread(
  state: HostState,
  pullRequest: PullRequestRecord,
  wanted: {
    readonly body: string;
    readonly path?: string;
    readonly line?: number | null;
    readonly author?: AccountRecord | null;
    readonly isResolved?: boolean;
  },
): ThreadRecord {
  const thread: ThreadRecord = {
    nodeId: state.ids.node('PRRT'),
    path: wanted.path ?? 'src/index.ts',
    line: wanted.line === undefined ? 1 : wanted.line,
    isResolved: wanted.isResolved ?? false,
    isOutdated: false,
    comments: [],
    pullRequest,
  };
  pullRequest.threads.push(thread);
  addThreadComment(state, thread, wanted);
  return thread;
}

/** Answers in a review thread. */
export function addThreadComment(
  state: HostState,
  thread: ThreadRecord,
  wanted: { readonly body: string; readonly author?: AccountRecord | null; readonly isMinimized?: boolean },
): ThreadCommentRecord {
  const comment: ThreadCommentRecord = {
    nodeId: state.ids.node('PRRC'),
    databaseId: state.ids.database(),
    author: wanted.author === undefined ? { login: 'reviewer' } : wanted.author,
    body: wanted.body,
    isMinimized: wanted.isMinimized ?? false,
    createdAt: state.now(),
  };
  thread.comments.push(comment);
  thread.pullRequest.updatedAt = state.now();
  return comment;
}
