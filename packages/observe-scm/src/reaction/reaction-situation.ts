import type { SessionId, SessionRecord } from '@ao/domain';
import type { PullRequestSnapshot, StoredPullRequest, Stores } from '@ao/ports';
import {
  isOpenPullRequest,
  parseReactionChoices,
  parseReactionLedger,
  type PlacedPullRequest,
  pullRequestStack,
  type ReactionLedger,
  type ReactionSession,
  type ReactionSettings,
  resolveReactionSettings,
} from '@ao/reactions';

/** Everything stored that a decision about one pull request is made of. */
export interface ReactionSituation {
  readonly record: SessionRecord;
  readonly session: ReactionSession;
  readonly settings: ReactionSettings;
  readonly ledger: ReactionLedger | null;
}

/** What is needed to read it. */
export interface SituationSources {
  readonly stores: Pick<Stores, 'projects' | 'sessions' | 'pullRequests' | 'reactions'>;
  /** The accounts sessions write with at a host, as far as they are known. */
  readonly accounts: (host: string) => readonly string[];
}

/** Reads it as it is at this very moment; null when the pull request belongs to nobody any more. */
export function readSituation(sources: SituationSources, snapshot: PullRequestSnapshot): ReactionSituation | null {
  const { stores } = sources;
  const stored = stores.pullRequests.get(snapshot.id);
  const record = stored === null ? null : stores.sessions.get(stored.facts.sessionId);
  if (record === null) return null;
  const project = stores.projects.get(record.projectId);
  return {
    record,
    session: reactionSession(record, snapshot, {
      placed: placedOf(stores, record.id, snapshot),
      accounts: sources.accounts(snapshot.repository.host),
    }),
    settings: resolveReactionSettings(project?.config.reactions, parseReactionChoices(stores.reactions.choices(record.id))),
    ledger: parseReactionLedger(stores.reactions.ledger(record.id, snapshot.id)),
  };
}

function reactionSession(
  record: SessionRecord,
  snapshot: PullRequestSnapshot,
  more: { readonly placed: readonly PlacedPullRequest[]; readonly accounts: readonly string[] },
): ReactionSession {
  const { placed, accounts } = more;
  const lower = pullRequestStack(placed).get(snapshot.id);
  return {
    id: record.id,
    phase: record.phase,
    activity: { state: record.activity.state },
    launchState: record.launch?.state ?? null,
    otherOpenPullRequests: placed.filter((each) => each.id !== snapshot.id && isOpenPullRequest(each)).length,
    standsOnOpenPullRequest: lower !== undefined && isOpenPullRequest(lower),
    ownAccounts: accounts,
  };
}

function placedOf(stores: Pick<Stores, 'pullRequests'>, sessionId: SessionId, snapshot: PullRequestSnapshot): readonly PlacedPullRequest[] {
  return stores.pullRequests.listForSessions([sessionId]).map((stored) => {
    const placed = placeOf(stored);
    // The one that is looked at is known better than it is stored.
    return stored.facts.id === snapshot.id ? { ...placed, state: snapshot.state, targetBranch: snapshot.targetBranch } : placed;
  });
}

function placeOf({ facts, repository, sourceRepository }: StoredPullRequest): PlacedPullRequest {
  const { id, sessionId, state, sourceBranch, targetBranch, updatedAt } = facts;
  return { id, sessionId, state, repository, sourceRepository, sourceBranch, targetBranch, updatedAt };
}
