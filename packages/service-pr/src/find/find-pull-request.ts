import { AoError, parseSessionId, type SessionId } from '@ao/domain';
import type { PullRequestPlace, StoredPullRequest } from '@ao/ports';
import { displayOrder, isOpenPullRequest } from '@ao/reactions';
import type { PullRequestServiceOptions } from '../pull-request-service-options.ts';

type Sources = Pick<PullRequestServiceOptions, 'stores' | 'scm'>;

/**
 * The stored pull request a reference means.
 *
 * @throws AoError `PULL_REQUEST_NOT_FOUND`, `PULL_REQUEST_AMBIGUOUS` with the candidates in `details.pullRequests`.
 */
export function findPullRequest(sources: Sources, reference: string): StoredPullRequest {
  const text = reference.trim();
  const { pullRequests } = sources.stores;
  const found = pullRequests.get(text) ?? atPlace(sources, placeOf(sources, text)) ?? byNumber(sources, text) ?? ofSession(sources, text);
  if (found !== null) return found;
  throw new AoError('PULL_REQUEST_NOT_FOUND', {
    message: `No session has a pull request "${shown(text)}". List them with \`ao pr ls --all\`, or give it to a session with \`ao pr claim\`.`,
  });
}

/** A reference as errors repeat it. */
export function shown(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 200);
}

function placeOf({ scm }: Sources, text: string): PullRequestPlace | null {
  if (scm !== null) return scm.parsePullRequest(text, null);
  const [, host, owner, name, number] = /^https?:\/\/([^/]+)\/([^/]+)\/([^/]+)\/pull\/(\d+)/.exec(text) ?? [];
  return host === undefined || owner === undefined || name === undefined
    ? null
    : { repository: { host, owner, name }, number: Number(number) };
}

function atPlace({ stores }: Sources, place: PullRequestPlace | null): StoredPullRequest | null {
  return place && stores.pullRequests.findByPlace(place);
}

function byNumber({ stores }: Sources, text: string): StoredPullRequest | null {
  const [, digits] = /^#?(\d{1,9})$/.exec(text) ?? [];
  if (digits === undefined) return null;
  const everyone = stores.sessions.list().map(({ id }) => id);
  const found = stores.pullRequests.listForSessions(everyone).filter(({ facts }) => facts.number === Number(digits));
  const open = found.filter(({ facts }) => isOpenPullRequest(facts));
  return onlyOne(open.length > 0 ? open : found, text);
}

function ofSession({ stores }: Sources, text: string): StoredPullRequest | null {
  const sessionId = sessionIdOf(text);
  if (sessionId === null || stores.sessions.get(sessionId) === null) return null;
  const all = stores.pullRequests.listForSessions([sessionId]);
  const open = all.filter(({ facts }) => isOpenPullRequest(facts));
  if (open.length > 0) return onlyOne(open, text);
  const [newest] = displayOrder(all.map(({ facts }) => facts));
  if (newest !== undefined) return stores.pullRequests.get(newest.id);
  throw new AoError('PULL_REQUEST_NOT_FOUND', {
    message: `${sessionId} has no pull request that is known. Give it one with \`ao pr claim ${sessionId} NUMBER\`.`,
    details: { sessionId },
  });
}

function sessionIdOf(text: string): SessionId | null {
  try {
    return parseSessionId(text);
  } catch {
    return null;
  }
}

function onlyOne(found: readonly StoredPullRequest[], text: string): StoredPullRequest | null {
  if (found.length <= 1) return found[0] ?? null;
  const names = found.map(({ facts, repository }) => `${repository.owner}/${repository.name}#${facts.number}`);
  throw new AoError('PULL_REQUEST_AMBIGUOUS', {
    message: `"${shown(text)}" could be any of ${names.map(shown).join(', ')}. Name one of them.`,
    details: { pullRequests: found.map(({ facts }) => ({ id: facts.id, url: facts.url, sessionId: facts.sessionId })) },
  });
}
