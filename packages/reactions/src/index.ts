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
export { decideReactions, type ReactionQuestion, type ReactionVerdict } from './decide/decide-reactions.ts';
export { obsoleteMessages } from './decide/obsolete-messages.ts';
export type { ReactionAction, ReactionWants } from './decide/reaction-action.ts';
export { parseReactionLedger } from './ledger/parse-ledger.ts';
export { parseReactionChoices } from './settings/parse-choices.ts';
export { markUndelivered, releaseLimits } from './ledger/change-ledger.ts';
export {
  newReactionLedger,
  REACTION_LEDGER_VERSION,
  type FailedRead,
  type KnownThread,
  type ReactionDecision,
  type ReactionEntry,
  type ReactionLedger,
  type Streak,
  type Telling,
} from './ledger/reaction-ledger.ts';
export { reactionNotes } from './ledger/reaction-needs.ts';
export { REACTION_REASONS, type ReactionReason } from './ledger/reaction-reason.ts';
export { sessionEndDecidedAt } from './ledger/session-end.ts';
export { type ReactionSession, sessionHold } from './session/reaction-session.ts';
export type { ReactionSettings } from './settings/reaction-settings.ts';
export { DEFAULT_REACTION_SETTINGS, resolveReactionSettings } from './settings/resolve-settings.ts';
export {
  AFTER_MERGE,
  type AfterMerge,
  type LimitedKind,
  type PullRequestNote as ReactionNote,
  REACTION_KINDS,
  REACTION_MODES,
  type ReactionChoices,
  type ReactionKind,
  type ReactionLimits,
  type ReactionMode,
} from '@ao/domain';
