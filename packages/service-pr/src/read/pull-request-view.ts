import type { ProjectId, PullRequestFacts, SessionRecord, Timestamp } from '@ao/domain';
import type {
  CheckFailure,
  ForgeAccount,
  MergeConflictState,
  MergeGate,
  PullRequestBlindness,
  PullRequestCheck,
  PullRequestOrigin,
  PullRequestReview,
  PullRequestSnapshot,
  RepositoryAddress,
  ReviewThread,
  StoredPullRequest,
} from '@ao/ports';
import { displayOrder, pullRequestStack, type PlacedPullRequest } from '@ao/reactions';

/** How many checks of the head commit there are. */
export interface CheckCounts {
  readonly passed: number;
  /** Cancelled ones too. */
  readonly failed: number;
  /** Running, queued, and those whose state is not known. */
  readonly open: number;
  readonly skipped: number;
}

/** A pull request as lists show it. */
export interface PullRequestView extends PullRequestFacts {
  readonly projectId: ProjectId;
  readonly repository: RepositoryAddress;
  readonly origin: PullRequestOrigin;
  /** Null until they were read, and while the host does not let them be read. */
  readonly checks: CheckCounts | null;
  /** The pull request whose branch it points at; null when it stands on none of its session. */
  readonly standsOn: { readonly id: string; readonly number: number; readonly isOpen: boolean } | null;
  /** Null while it can be seen. */
  readonly blindness: PullRequestBlindness | null;
}

/** A check, with why it failed if that was read. */
export interface CheckDetails extends PullRequestCheck {
  readonly failure: CheckFailure | null;
}

/** An open review thread. */
export interface OpenThread {
  readonly id: string;
  readonly path: string;
  readonly line: number | null;
  readonly isOutdated: boolean;
  /** Its words; null while they were not read. */
  readonly words: Pick<ReviewThread, 'comments' | 'totalComments'> | null;
}

/** Everything that was seen of a pull request. Titles, names and words in it are those of strangers. */
export interface PullRequestDetails extends PullRequestView {
  /** Null until it was read, and for an account that was deleted. */
  readonly author: ForgeAccount | null;
  readonly sourceRepository: RepositoryAddress | null;
  readonly conflict: MergeConflictState;
  readonly gate: MergeGate;
  readonly queue: PullRequestSnapshot['queue'];
  readonly checkList: readonly CheckDetails[];
  readonly opinions: PullRequestReview['opinions'];
  readonly threads: readonly OpenThread[];
  /** False when not all checks or threads could be read. */
  readonly isComplete: boolean;
  readonly mergeCommit: string | null;
  readonly mergedAt: Timestamp | null;
  readonly closedAt: Timestamp | null;
}

/** Views of pull requests of some sessions; what stands on what is told within them. In the order they are shown. */
export function viewsOf(stored: readonly StoredPullRequest[], sessions: ReadonlyMap<string, SessionRecord>): readonly PullRequestView[] {
  const stack = pullRequestStack(stored.map(placeOf));
  const byId = new Map(stored.map((each) => [each.facts.id, each]));
  return displayOrder(stored.map(({ facts }) => facts)).flatMap(({ id }) => {
    const each = byId.get(id);
    const session = each && sessions.get(each.facts.sessionId);
    if (each === undefined || session === undefined) return [];
    const lower = stack.get(id);
    return [viewOf(each, session, lower === undefined ? null : (byId.get(lower.id) ?? null))];
  });
}

/** One pull request with everything that was seen. */
export function detailsOf(
  view: PullRequestView,
  stored: StoredPullRequest,
  read: { readonly threads: readonly ReviewThread[]; readonly failures: ReadonlyMap<string, CheckFailure> },
): PullRequestDetails {
  const { snapshot } = stored;
  const words = new Map(read.threads.map((thread) => [thread.id, thread]));
  return {
    ...view,
    author: snapshot?.author ?? null,
    sourceRepository: stored.sourceRepository,
    conflict: snapshot?.conflict ?? 'unknown',
    gate: snapshot?.gate ?? 'unknown',
    queue: snapshot?.queue ?? 'unknown',
    checkList: (snapshot?.checks.items ?? []).map((check) => ({ ...check, failure: read.failures.get(check.id) ?? null })),
    opinions: snapshot?.review.opinions ?? [],
    threads: (snapshot?.threads.unresolved ?? []).map((note) => ({ ...note, words: wordsOf(words.get(note.id)) })),
    isComplete: snapshot !== null && snapshot.checks.isComplete && snapshot.threads.isComplete,
    mergeCommit: snapshot?.mergeCommit ?? null,
    mergedAt: snapshot?.mergedAt ?? null,
    closedAt: snapshot?.closedAt ?? null,
  };
}

function viewOf(stored: StoredPullRequest, session: SessionRecord, lower: StoredPullRequest | null): PullRequestView {
  const { facts, origin, repository, blindness, snapshot } = stored;
  const isOpen = (state: PullRequestFacts['state']) => state === 'open' || state === 'draft';
  return {
    ...facts,
    projectId: session.projectId,
    repository,
    origin,
    checks: snapshot && isSeen(snapshot.checks) ? countChecks(snapshot.checks.items) : null,
    standsOn: lower && { id: lower.facts.id, number: lower.facts.number, isOpen: isOpen(lower.facts.state) },
    blindness,
  };
}

/** A host that does not let them be read has not said that there are none. */
function isSeen({ items, error }: PullRequestSnapshot['checks']): boolean {
  return items.length > 0 || error === null;
}

function countChecks(checks: readonly PullRequestCheck[]): CheckCounts {
  const count = (...states: readonly PullRequestCheck['state'][]) => checks.filter(({ state }) => states.includes(state)).length;
  return {
    passed: count('passed'),
    failed: count('failed', 'cancelled'),
    open: count('queued', 'running', 'unknown'),
    skipped: count('skipped'),
  };
}

function wordsOf(thread: ReviewThread | undefined): OpenThread['words'] {
  return thread === undefined ? null : { comments: thread.comments, totalComments: thread.totalComments };
}

function placeOf({ facts, repository, sourceRepository }: StoredPullRequest): PlacedPullRequest {
  const { id, sessionId, state, sourceBranch, targetBranch, updatedAt } = facts;
  return { id, sessionId, state, repository, sourceRepository, sourceBranch, targetBranch, updatedAt };
}
