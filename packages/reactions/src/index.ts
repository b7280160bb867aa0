export {
  type Attribution,
  type AttributionQuestion,
  attributePullRequest,
  type NotOursReason,
} from './attribution/attribute-pull-request.ts';
export type {
  AttributionCandidate,
  CommitEvidence,
  KnownAttribution,
  PlacedPullRequest,
} from './attribution/attribution-candidate.ts';
export { type ClaimQuestion, type ClaimRefusal, type ClaimVerdict, judgeClaim } from './attribution/judge-claim.ts';
export { displayOrder, isOpenPullRequest, pullRequestStack } from './attribution/pull-request-stack.ts';
