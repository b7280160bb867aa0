import { type SessionId, toAoError } from '@ao/domain';
import type { Logger, PullRequestSighting, RepositoryAddress, Stores, WorkspaceV1 } from '@ao/ports';
import { type Attribution, type AttributionCandidate, attributePullRequest, type CommitEvidence } from '@ao/reactions';
import { mayBeginAt, type WatchedSession } from './watched-session.ts';

/** Remembers whose commits are whose: those of others are seen with every look, and each costs several runs of git. */
export interface EvidenceMemory {
  known(): Evidence;
  learn(key: string, answer: CommitEvidence): void;
}

const REMEMBERED_MAX = 2_000;

/** Makes it, empty. What is not known for certain is not remembered. */
export function createEvidenceMemory(): EvidenceMemory {
  const known = new Map<string, CommitEvidence>();
  return {
    known: () => known,
    learn(key, answer) {
      if (answer === 'unknown') return;
      known.set(key, answer);
      const [oldest] = known.keys();
      if (known.size > REMEMBERED_MAX && oldest !== undefined) known.delete(oldest);
    },
  };
}

/** What says whose pull requests are. */
export interface AttributionContext {
  readonly stores: Pick<Stores, 'pullRequests' | 'sessions'>;
  readonly workspace: Pick<WorkspaceV1, 'hasCommit'>;
  readonly logger: Logger;
  /** Answers that stay true: who made a commit does not change. */
  readonly evidence: EvidenceMemory;
  /** Where a repository lies now, for one that was renamed. */
  readonly present: (address: RepositoryAddress) => RepositoryAddress;
}

/** One listing, and what is known to judge it by. */
export interface AttributionRequest {
  readonly sightings: readonly PullRequestSighting[];
  readonly sessions: readonly WatchedSession[];
  readonly authors: readonly string[];
}

/** By session and commit. */
export type Evidence = ReadonlyMap<string, CommitEvidence>;

/** Looks into the worktrees for the commits that decide whose a pull request is. */
export async function gatherEvidence(context: AttributionContext, request: AttributionRequest, signal: AbortSignal): Promise<Evidence> {
  const evidence = new Map<string, CommitEvidence>(context.evidence.known());
  for (const sighting of request.sightings) {
    const verdict = attribute(context, sighting, request, evidence);
    if (verdict.outcome !== 'needs_evidence') continue;
    for (const sessionId of verdict.sessions) {
      const session = request.sessions.find(({ record }) => record.id === sessionId);
      if (session === undefined) continue;
      const key = evidenceKey(sessionId, sighting.headCommit);
      const answer = await commitEvidence(context, session, sighting, signal);
      evidence.set(key, answer);
      context.evidence.learn(key, answer);
    }
  }
  return evidence;
}

/** Says whose a pull request is, by what is stored at this very moment. */
export function attribute(
  { stores, present }: Pick<AttributionContext, 'stores' | 'present'>,
  sighting: PullRequestSighting,
  request: AttributionRequest,
  evidence: Evidence,
): Attribution {
  const stored = stores.pullRequests.get(sighting.id);
  const sessions = request.sessions.map(({ record, repository, sourceRepository }): AttributionCandidate => {
    return {
      sessionId: record.id,
      repository: present(repository),
      pushRepository: present(sourceRepository),
      branch: record.workspace.branch,
      createdAt: mayBeginAt(record),
      commits: evidence.get(evidenceKey(record.id, sighting.headCommit)) ?? 'unknown',
    };
  });
  const known = stored === null ? null : { sessionId: stored.facts.sessionId, by: stored.origin };
  return attributePullRequest({ pullRequest: sighting, known, sessions, authors: request.authors });
}

async function commitEvidence(
  { workspace, logger }: AttributionContext,
  { record }: WatchedSession,
  sighting: PullRequestSighting,
  signal: AbortSignal,
): Promise<CommitEvidence> {
  const { repositoryPath, path, branch, state, baseCommit } = record.workspace;
  const branches = branch === null ? [sighting.sourceBranch] : [branch, sighting.sourceBranch];
  try {
    const request = { repositoryPath, path: state === 'present' ? path : null, branches, baseCommit, commit: sighting.headCommit };
    return (await workspace.hasCommit?.(request, signal)) ?? 'unknown';
  } catch (thrown) {
    signal.throwIfAborted();
    const error = toAoError(thrown, 'looking for a commit');
    logger.debug('Whose commit it is could not be found out', { sessionId: record.id, pullRequestId: sighting.id, error });
    return 'unknown';
  }
}

function evidenceKey(sessionId: SessionId, commit: string): string {
  return `${sessionId} ${commit}`;
}
