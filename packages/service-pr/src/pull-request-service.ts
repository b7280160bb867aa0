import type { LimitedKind, ProjectId, ReactionKind, ReactionMode, SessionId } from '@ao/domain';
import type { MergeMethod } from '@ao/ports';
import type { PullRequestExplanation } from './explain/pull-request-explanation.ts';
import type { PullRequestDetails, PullRequestView } from './read/pull-request-view.ts';

/** Which pull requests to list. */
export interface PullRequestFilter {
  readonly sessionId?: SessionId | undefined;
  readonly projectId?: ProjectId | undefined;
  /** Also those that are merged or closed. */
  readonly includeEnded?: boolean | undefined;
}

/** A wish to give a pull request to a session. */
export interface ClaimRequest {
  readonly sessionId: SessionId;
  /** `123`, `#123`, `owner/repo#123` or its address. */
  readonly pullRequest: string;
  /** Take it from another session that is running. */
  readonly takeOver?: boolean | undefined;
}

/** What a claim came to. */
export interface ClaimResult {
  readonly pullRequest: PullRequestView;
  /** The session that lost it; null when nobody had it, or the session itself. */
  readonly takenFrom: SessionId | null;
  /** The worktree is on another branch than the pull request; nothing was checked out. */
  readonly branchDiffers: boolean;
  /** It was the session's already; now only a person takes it away. */
  readonly wasAlready: boolean;
}

/** A wish to merge. */
export interface MergeWish {
  /** Default `squash`. */
  readonly method?: MergeMethod | undefined;
  /** The head commit the caller has looked at. */
  readonly expectedHead: string;
  readonly commitTitle?: string | undefined;
  readonly commitMessage?: string | undefined;
}

/** What a merge came to. */
export interface MergeResult {
  readonly pullRequest: PullRequestView;
  /** The commit it became; null when the host does not say. */
  readonly commit: string | null;
  readonly wasAlready: boolean;
}

/** What became of one review thread. */
export interface ThreadResolution {
  readonly id: string;
  readonly outcome: 'resolved' | 'gone' | 'forbidden' | 'unknown';
  /** Why it is not resolved; null when it is. */
  readonly message: string | null;
}

/** What became of all of them. */
export interface ResolveResult {
  readonly pullRequest: PullRequestView;
  readonly threads: readonly ThreadResolution[];
}

/** How a session reacts to its pull requests now. */
export interface SessionReactions {
  readonly sessionId: SessionId;
  readonly modes: Readonly<Record<ReactionKind, ReactionMode>>;
  /** The kinds this session has switched off over its project. */
  readonly muted: readonly ReactionKind[];
}

/**
 * Use cases around pull requests. A reference is its id, its number, `#number`, `owner/repo#number`, its address, or the id of a session that has one.
 * Those that ask the host reject with the codes `FORGE_…`, and `CODE_HOST_MISSING` when none is set up.
 */
export interface PullRequestService {
  /** In the order they are shown: by session, open ones first, then the newest change. Throws `SESSION_NOT_FOUND`, `PROJECT_NOT_FOUND`. */
  list(filter?: PullRequestFilter): readonly PullRequestView[];
  /** Throws `PULL_REQUEST_NOT_FOUND`, `PULL_REQUEST_AMBIGUOUS`. */
  get(reference: string): PullRequestDetails;
  /** Why the agent was told something, or not; what waits until when; what cannot be seen. Throws as {@link PullRequestService.get}. */
  explain(reference: string): PullRequestExplanation;
  /**
   * Gives a pull request to a session, and looks at it. Throws `SESSION_NOT_FOUND`, `PULL_REQUEST_REFERENCE_INVALID`, `PULL_REQUEST_NOT_FOUND`,
   * `PULL_REQUEST_OWNED`, `CLAIM_REFUSED`.
   */
  claim(request: ClaimRequest, signal?: AbortSignal): Promise<ClaimResult>;
  /**
   * Takes a claim back: it goes to the session whose branch it comes from. Null when there is none, and it is forgotten. Throws
   * `PULL_REQUEST_NOT_CLAIMED`.
   */
  release(reference: string): { readonly pullRequest: PullRequestView | null };
  /**
   * Merges, if the head is still the one the caller has seen. Throws `PULL_REQUEST_HEAD_MOVED`, `PULL_REQUEST_CONFLICT`, `MERGE_METHOD_NOT_ALLOWED`,
   * `PULL_REQUEST_NOT_MERGEABLE`, `PULL_REQUEST_CLOSED`, `PULL_REQUEST_NOT_FOUND`, `MERGE_UNCERTAIN`.
   */
  merge(reference: string, wish: MergeWish, signal?: AbortSignal): Promise<MergeResult>;
  /**
   * Marks review threads as resolved: those given, or all open ones. Each has an answer of its own. Throws `NOTHING_TO_RESOLVE`,
   * `REVIEW_THREAD_NOT_FOUND`, `PULL_REQUEST_NOT_READ`.
   */
  resolveThreads(reference: string, ids: readonly string[] | null, signal?: AbortSignal): Promise<ResolveResult>;
  /** What a session reacts to. Throws `SESSION_NOT_FOUND`. */
  reactionsOf(sessionId: SessionId): SessionReactions;
  /** Switches reactions of a session off; without kinds all. Throws `SESSION_NOT_FOUND`. */
  mute(sessionId: SessionId, kinds?: readonly ReactionKind[]): SessionReactions;
  /** Lets its project decide again; without kinds about all. Throws `SESSION_NOT_FOUND`. */
  unmute(sessionId: SessionId, kinds?: readonly ReactionKind[]): SessionReactions;
  /** Lets the agent be told again where a limit was reached. Answers the kinds it made a difference for. */
  retry(
    reference: string,
    kinds?: readonly LimitedKind[],
  ): { readonly pullRequest: PullRequestView; readonly released: readonly LimitedKind[] };
  /** Looks at one pull request, or at everything, before its time. Resolves when that is done, or the signal is aborted. */
  lookNow(reference: string | null, signal?: AbortSignal): Promise<void>;
}
