import type { AoError } from '@ao/domain';
import type { ForgeAnswer, PullRequestSnapshot, Stores } from '@ao/ports';
import type { PullRequestObserverOptions } from '../observer-options.ts';
import { showsTheSame, type WatchedPullRequest } from '../watch-list.ts';
import { isPending } from './poll-delay.ts';

/** What cannot be asked for a moment is no news; what stays so for this long is told. */
const UNSEEN_TOLD_AFTER_MS = 5 * 60_000;

const UNSEEN_WORDS = {
  gone: 'The host says that it does not exist, or the token may not know of it.',
} as const;

/** What a look at one pull request came to. */
export interface TakenAnswer {
  /** There is a snapshot to decide on. */
  readonly isSeen: boolean;
  readonly error: AoError | null;
}

/** Takes an answer over: into the store what has changed, and nothing else; the rest is remembered here. */
export function takeAnswer(
  options: Pick<PullRequestObserverOptions, 'clock'> & { readonly stores: Pick<Stores, 'pullRequests'> },
  watched: WatchedPullRequest,
  answer: ForgeAnswer<PullRequestSnapshot>,
): TakenAnswer {
  const { stores, clock } = options;
  watched.lookedAt = clock.monotonic();
  if (answer.outcome === 'value') {
    takeSnapshot(stores, watched, answer.value, clock.now());
    return { isSeen: true, error: null };
  }
  const { outcome } = answer;
  const error = outcome === 'gone' ? null : answer.error;
  const isSame = watched.blind?.outcome === outcome;
  watched.blind = {
    outcome,
    looks: isSame ? (watched.blind?.looks ?? 0) + 1 : 1,
    since: isSame ? (watched.blind?.since ?? clock.now()) : clock.now(),
  };
  const { since } = watched.blind;
  const isTold = outcome !== 'unknown' || clock.now() - since >= UNSEEN_TOLD_AFTER_MS;
  if (isTold && needsStoring(stores, watched.id, outcome)) {
    const message = outcome === 'gone' ? UNSEEN_WORDS.gone : (error?.message ?? '');
    stores.pullRequests.recordBlindness(watched.id, { outcome, since, message });
    watched.isStoredBlind = true;
  }
  return { isSeen: false, error };
}

function takeSnapshot(stores: Pick<Stores, 'pullRequests'>, watched: WatchedPullRequest, snapshot: PullRequestSnapshot, now: number): void {
  const before = watched.snapshot;
  watched.blind = null;
  if (before?.headCommit !== snapshot.headCommit) watched.headSeenAt = before === null ? snapshot.updatedAt : now;
  watched.snapshot = snapshot;
  watched.repository = snapshot.repository;
  watched.pendingSince = isPending({ snapshot, headSeenAt: watched.headSeenAt, now }) ? (watched.pendingSince ?? now) : null;
  if (before?.headCommit !== snapshot.headCommit && watched.pendingSince !== null) watched.pendingSince = now;
  if (!watched.isStoredBlind && before !== null && showsTheSame(before, snapshot)) return;
  stores.pullRequests.recordSnapshot(snapshot, watched.owner);
  watched.isStoredBlind = false;
}

function needsStoring(stores: Pick<Stores, 'pullRequests'>, id: string, outcome: 'gone' | 'forbidden' | 'unknown'): boolean {
  const stored = stores.pullRequests.get(id);
  return stored !== null && stored.blindness?.outcome !== outcome;
}
