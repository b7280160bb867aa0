export { SKIP_REASONS } from './batch/batch-request.ts';
export type {
  BatchDecision,
  BatchItem,
  BatchOutcome,
  BatchPlanItem,
  BatchRequest,
  BatchResult,
  SkipReason,
} from './batch/batch-request.ts';
export { createIssueService, type IssueParts, type IssueServiceOptions } from './create-issue-service.ts';
export type { IssueIntake } from './intake/create-issue-intake.ts';
export type { IntakeStatus } from './intake/intake-status.ts';
export type {
  IntakeReport,
  IssueListing,
  IssueListRequest,
  IssueRequest,
  IssueService,
  IssueSpawnRequest,
} from './issue-service.ts';
export { composeIssuePrompt, type IssuePromptParts, sessionNameOf } from './prompt/issue-prompt.ts';
export { type IssueConditions, parseIssueQuery } from './query/parse-issue-query.ts';
export type { IssueCommentView, IssueDetails, IssueSession, IssueView } from './read/issue-view.ts';
export type { SessionStart, SessionStarter, SessionTask, StartedSession } from './start/session-start.ts';
export type { IssueStart } from './start/start-issue-session.ts';
