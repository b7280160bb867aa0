import { AoError, type SessionId, type SessionRecord } from '@ao/domain';
import type { PullRequestSighting, RepositoryAddress, ScmV1, StoredPullRequest } from '@ao/ports';
import { type ClaimRefusal, type ClaimVerdict, judgeClaim } from '@ao/reactions';
import { shown } from '../find/find-pull-request.ts';
import { needAnswer, needScm } from '../find/need-answer.ts';
import type { ClaimRequest } from '../pull-request-service.ts';
import type { PullRequestServiceOptions } from '../pull-request-service-options.ts';

const REFUSALS: Readonly<Record<Exclude<ClaimRefusal, 'owned_by_live_session'>, string>> = {
  session_ended: 'has ended. Restore it with `ao session restore`, or start one with `ao spawn --claim-pr`.',
  session_is_orchestrator: 'is an orchestrator, and works on no branch. Name another session.',
  no_worktree: 'has no worktree yet. Try again when it runs.',
  other_repository: 'works in another repository. Name a session of the right project.',
  not_open: 'cannot get it: it is merged or closed. Reopen it at the code host first.',
};

/** What a claim came to. */
export interface Claimed {
  readonly stored: StoredPullRequest;
  readonly takenFrom: SessionId | null;
  readonly branchDiffers: boolean;
  readonly wasAlready: boolean;
}

/** Asks the host for the pull request, judges the claim, and stores whose it is. */
export async function claimPullRequest(
  options: Pick<PullRequestServiceOptions, 'stores' | 'scm' | 'clock'>,
  request: ClaimRequest,
  signal?: AbortSignal,
): Promise<Claimed> {
  const scm = needScm(options.scm);
  const { stores, clock } = options;
  const { sessionId, takeOver: mayTakeOver = false } = request;
  const origin = repositoryOf(scm, stores, needSession(stores, sessionId));
  const place = scm.parsePullRequest(request.pullRequest.trim(), origin);
  if (place === null) throw invalidReference(request.pullRequest, origin);
  const name = `${place.repository.owner}/${place.repository.name}#${place.number}`;
  const pullRequest = needAnswer(await scm.findByPlace(place, signal), shown(name));
  const repository = await presentRepository(scm, origin, pullRequest, signal);

  // The session may have changed while the host was asked.
  return stores.transaction(() => {
    const session = needSession(stores, sessionId);
    const known = stores.pullRequests.get(pullRequest.id);
    const holder = known && stores.sessions.get(known.facts.sessionId);
    const verdict = judgeClaim({
      pullRequest,
      session: {
        id: session.id,
        kind: session.kind,
        phase: session.phase,
        hasWorktree: session.workspace.state === 'present',
        branch: session.workspace.branch,
        repository,
      },
      owner: holder && { sessionId: holder.id, phase: holder.phase },
      mayTakeOver,
    });
    if (verdict.outcome === 'refused') throw refusal(verdict, sessionId, pullRequest);
    const owner = { sessionId, origin: 'claimed' } as const;
    stores.pullRequests.recordSighting(pullRequest, owner, clock.now());
    stores.pullRequests.assign(pullRequest.id, owner);
    const branchDiffers = session.workspace.branch !== pullRequest.sourceBranch;
    const stored = stores.pullRequests.get(pullRequest.id);
    if (stored === null) throw new AoError('PULL_REQUEST_NOT_FOUND', { details: { pullRequestId: pullRequest.id } });
    if (verdict.outcome === 'already') return { stored, takenFrom: null, branchDiffers, wasAlready: true };
    return { stored, takenFrom: verdict.takenFrom, branchDiffers: verdict.branchDiffers, wasAlready: false };
  });
}

function needSession(stores: PullRequestServiceOptions['stores'], sessionId: SessionId): SessionRecord {
  const session = stores.sessions.get(sessionId);
  if (session === null) throw new AoError('SESSION_NOT_FOUND', { details: { sessionId } });
  return session;
}

function repositoryOf(scm: ScmV1, stores: PullRequestServiceOptions['stores'], session: SessionRecord): RepositoryAddress | null {
  const originUrl = stores.projects.get(session.projectId)?.originUrl ?? null;
  return originUrl === null ? null : scm.parseRemote(originUrl);
}

/** The pull request's repository, when the remote of the project leads there: by its old name, or as a fork of it. */
async function presentRepository(
  scm: ScmV1,
  origin: RepositoryAddress | null,
  { repository }: PullRequestSighting,
  signal?: AbortSignal,
): Promise<RepositoryAddress | null> {
  if (origin === null || isSame(origin, repository)) return origin;
  const read = await scm.readRepository(origin, signal);
  if (read.outcome !== 'value') return origin;
  const { address, parent } = read.value;
  return isSame(address, repository) || (parent !== null && isSame(parent, repository)) ? repository : origin;
}

function isSame(one: RepositoryAddress, other: RepositoryAddress): boolean {
  const key = ({ host, owner, name }: RepositoryAddress) => `${host}/${owner}/${name}`.toLowerCase();
  return key(one) === key(other);
}

function invalidReference(text: string, origin: RepositoryAddress | null): AoError {
  const why =
    origin === null && /^#?\d+$/.test(text.trim())
      ? ' The remote of the project lies on no known code host, so a number is not enough.'
      : '';
  return new AoError('PULL_REQUEST_REFERENCE_INVALID', {
    message: `"${shown(text)}" does not name a pull request.${why} Give its number, owner/repository#number or its address.`,
  });
}

function refusal(verdict: Extract<ClaimVerdict, { outcome: 'refused' }>, sessionId: SessionId, { number }: PullRequestSighting): AoError {
  const { reason, owner } = verdict;
  const details = { reason, sessionId, owner };
  if (reason === 'owned_by_live_session') {
    return new AoError('PULL_REQUEST_OWNED', {
      message: `#${number} belongs to ${owner}, which is running. Take it over with --take-over, or leave it there.`,
      details,
    });
  }
  return new AoError('CLAIM_REFUSED', { message: `${sessionId} ${REFUSALS[reason]}`, details });
}
