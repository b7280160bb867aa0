export { type EmulatedGitHub, startEmulatedGitHub } from './emulate/start-emulated-github.ts';
export { githubSchema } from './graphql/github-schema.ts';
export { pageLimitsRule } from './graphql/page-limits.ts';
export { type QueryCost, queryCost } from './graphql/query-cost.ts';
export { type Fault, type FaultEffect, type FaultQueue } from './http/fault.ts';
export type { HostUsage, SeenRequest } from './http/host-usage.ts';
export type { RateAccount } from './http/rate-account.ts';
export { type GitHubStandIn, type GitHubStandInOptions, startGitHubStandIn } from './start-github-stand-in.ts';
export {
  addCheckRun,
  addReview,
  addStatus,
  addThread,
  addThreadComment,
  type NewCheckRun,
  rerunCheck,
} from './state/add-to-pull-request.ts';
export {
  addComment,
  addIssue,
  hideRepository,
  type NewIssue,
  type NewRepository,
  removeRepository,
  renameRepository,
} from './state/add-to-repository.ts';
export { moveHead, syncWithGit } from './state/git-sync.ts';
export type { HostState } from './state/host-state.ts';
export type { AccountRecord, CommentRecord, IssueRecord } from './state/issue-record.ts';
export { type NewPullRequest, openPullRequest } from './state/open-pull-request.ts';
export type {
  CheckRunRecord,
  PullRequestRecord,
  ReviewRecord,
  StatusRecord,
  ThreadCommentRecord,
  ThreadRecord,
} from './state/pull-request-record.ts';
export type { RepositoryRecord } from './state/repository-record.ts';
export { type WebhookDelivery, type WebhookTarget } from './webhooks/send-webhook.ts';
export type { WebhookEvent } from './webhooks/webhook-event.ts';
