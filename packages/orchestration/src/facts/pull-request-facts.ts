import { printableUrl, type PullRequestFacts } from '@ao/domain';
import type { WakeFact } from './wake-fact.ts';

/** What is so about one pull request, and worth telling who coordinates. Failing checks and reviews are told to the agent itself. */
export function pullRequestFacts(pullRequest: PullRequestFacts): readonly WakeFact[] {
  const { id, headCommit, state, note } = pullRequest;
  if (state === 'merged') return [fact(pullRequest, `merged:${id}`, 'was merged', 'soon')];
  if (state === 'closed') return [fact(pullRequest, `closed:${id}`, 'was closed without a merge', 'soon')];
  const facts = [fact(pullRequest, `opened:${id}`, state === 'draft' ? 'is open, as a draft' : 'is open', 'later')];
  if (isReady(pullRequest)) facts.push(fact(pullRequest, `ready:${id}:${headCommit}`, 'is ready to be merged', 'soon'));
  if (note?.state === 'escalated') {
    const text = `needs somebody: telling the agent about its ${note.kind === 'ci' ? 'checks' : note.kind} led nowhere (${note.attempt} times)`;
    facts.push({ ...fact(pullRequest, `escalated:${id}:${note.kind}:${note.at}`, text, 'soon'), at: note.at });
  }
  return facts;
}

function isReady({ state, mergeability, ci, review, unresolvedThreads }: PullRequestFacts): boolean {
  const isGreen = ci === 'passing' || ci === 'unknown';
  const isReviewed = review === 'approved' || review === 'none';
  return state === 'open' && mergeability === 'mergeable' && isGreen && isReviewed && unresolvedThreads === 0;
}

function fact(pullRequest: PullRequestFacts, name: string, says: string, urgency: WakeFact['urgency']): WakeFact {
  const { sessionId, number, url, title, updatedAt } = pullRequest;
  const address = printableUrl(url);
  return {
    key: `pull-request-${name}`,
    sessionId,
    kind: 'pull_request',
    urgency,
    at: updatedAt,
    isStanding: false,
    text: `pull request #${number} ${says}${address === null ? '' : `: ${address}`}`,
    quote: title,
  };
}
