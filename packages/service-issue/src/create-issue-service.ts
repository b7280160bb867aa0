import type { SessionId } from '@ao/domain';
import type { Clock, Logger, Notices, Stores, TrackerV1 } from '@ao/ports';
import { runBatch } from './batch/run-batch.ts';
import { createIssueIntake, type IssueIntake } from './intake/create-issue-intake.ts';
import type { IssueService } from './issue-service.ts';
import { COMMENTS_MAX } from './prompt/issue-prompt.ts';
import { parseIssueQuery } from './query/parse-issue-query.ts';
import { viewComment, viewIssue } from './read/issue-view.ts';
import { createProjectTracker } from './read/project-tracker.ts';
import { createIssueClaims } from './start/issue-claims.ts';
import type { SessionStarter } from './start/session-start.ts';
import { startIssueSession } from './start/start-issue-session.ts';

/** What the use cases around issues stand on. The caller owns all of it. */
export interface IssueServiceOptions {
  readonly stores: Pick<Stores, 'projects' | 'sessions' | 'operations' | 'issueIntakes' | 'transaction'>;
  /** Null when no tracker is set up: then everything that needs one says so. */
  readonly tracker: TrackerV1 | null;
  readonly sessions: SessionStarter;
  readonly clock: Clock;
  readonly logger: Logger;
  /** A short text (at most 100 visible ASCII characters) that stands for a longer one: a cryptographic hash. */
  readonly digest: (text: string) => string;
  /** Tells people what the intake did. Without it the log and `intake` tell. */
  readonly notices?: Notices | undefined;
}

/** The service, and the part that runs for as long as the daemon. */
export interface IssueParts {
  readonly service: IssueService;
  /** Looks for issues to start by itself, in projects that want it. Does nothing until it is run. */
  readonly intake: IssueIntake;
}

const LIST_LIMIT = 30;

/** Makes the use cases around issues. Nothing is asked before it is needed. */
export function createIssueService(options: IssueServiceOptions): IssueParts {
  const { stores, tracker, sessions, digest } = options;
  const issues = createProjectTracker({ stores, tracker });
  const shared = { issues, tracker, sessions, claims: createIssueClaims(), digest };
  const intake = createIssueIntake({ ...shared, ...options, issues });

  function startedUnder(key: string): SessionId | null {
    const operation = stores.operations.findByIdempotencyKey(key);
    return operation === null || operation.state === 'failed' ? null : operation.sessionId;
  }

  const service: IssueService = {
    async list({ projectId, query = '', limit = LIST_LIMIT }, signal) {
      const project = issues.project(projectId);
      const found = await issues.list(project, { ...parseIssueQuery(query), limit }, signal);
      return { issues: found.issues.map((issue) => viewIssue(issue, issues.sessionsOn(project, issue.key))), hasMore: found.hasMore };
    },
    async get({ projectId, issue: text, comments = COMMENTS_MAX, ownOnly = false }, signal) {
      const project = issues.project(projectId);
      const reference = issues.reference(project, text, ownOnly);
      const issue = await issues.read(reference, signal);
      const read = comments === 0 || issue.totalComments === 0 ? [] : await issues.comments(reference, comments, signal);
      return { issue: viewIssue(issue, issues.sessionsOn(project, issue.key)), comments: read.map(viewComment) };
    },
    async spawn({ projectId, issue, ownOnly = false, ...start }) {
      const project = issues.project(projectId);
      return startIssueSession(shared, project, issues.reference(project, issue, ownOnly), start);
    },
    async batch(request, signal) {
      return runBatch({ ...shared, startedUnder }, issues.project(request.projectId), request, signal);
    },
    intake(projectId) {
      const project = issues.project(projectId);
      return { ...intake.statusOf(project), entries: stores.issueIntakes.list(project.id, 100) };
    },
  };
  return { service, intake };
}
