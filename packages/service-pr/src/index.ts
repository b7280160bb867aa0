export { createPullRequestService } from './create-pull-request-service.ts';
export type { ExplainedDecision, PullRequestExplanation } from './explain/pull-request-explanation.ts';
export type {
  ClaimRequest,
  ClaimResult,
  MergeResult,
  MergeWish,
  PullRequestFilter,
  PullRequestService,
  ResolveResult,
  SessionReactions,
  ThreadResolution,
} from './pull-request-service.ts';
export type { HostSight, PullRequestServiceOptions, PullRequestWatcher } from './pull-request-service-options.ts';
export type { CheckCounts, CheckDetails, OpenThread, PullRequestDetails, PullRequestView } from './read/pull-request-view.ts';
