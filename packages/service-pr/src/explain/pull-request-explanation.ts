import type { MessageId, MessageState, ReactionKind, ReactionMode, Timestamp } from '@ao/domain';
import type { ReactionDecision, ReactionReason } from '@ao/reactions';
import type { HostSight } from '../pull-request-service-options.ts';
import type { PullRequestView } from '../read/pull-request-view.ts';

/** One decision, with its reason in words. */
export interface ExplainedDecision {
  readonly kind: ReactionKind;
  /** What it is about. Names of checks and logins in it are those of strangers. */
  readonly subject: string;
  readonly decision: ReactionDecision;
  readonly reason: ReactionReason;
  readonly words: string;
  /** When it is looked at again by itself; null when something else has to change first. */
  readonly until: Timestamp | null;
  readonly at: Timestamp;
  readonly attempt: number;
  /** The message that told it, and what became of it; null when none was sent. */
  readonly message: { readonly id: MessageId; readonly state: MessageState | 'forgotten' } | null;
}

/** Why the agent was told about a pull request, or not. */
export interface PullRequestExplanation {
  readonly pullRequest: PullRequestView;
  /** Every decision that is remembered, the newest first. */
  readonly decisions: readonly ExplainedDecision[];
  readonly modes: Readonly<Record<ReactionKind, ReactionMode>>;
  /** The kinds this session has switched off over its project. */
  readonly muted: readonly ReactionKind[];
  /** When it was last seen. */
  readonly seenAt: Timestamp;
  /** Null when nobody watches its host, or it was not asked yet. */
  readonly host: HostSight | null;
  /** What cannot be seen or done, and why; in words, empty when all is well. */
  readonly problems: readonly string[];
}
