import type { MessageId, MessageState } from '@ao/domain';
import type { StoredPullRequest, ThreadNote } from '@ao/ports';
import { parseReactionLedger, REACTION_REASONS, type ReactionEntry } from '@ao/reactions';
import type { PullRequestServiceOptions } from '../pull-request-service-options.ts';
import type { PullRequestView } from '../read/pull-request-view.ts';
import { readSessionReactions } from '../reactions/session-reactions.ts';
import type { ExplainedDecision, PullRequestExplanation } from './pull-request-explanation.ts';

/** How the subject of a decision about a review thread begins; its id follows. */
const THREAD = 'thread ';

/** Explains one stored pull request. Asks no host. */
export function explainPullRequest(
  options: PullRequestServiceOptions,
  stored: StoredPullRequest,
  view: PullRequestView,
): PullRequestExplanation {
  const { stores, watcher } = options;
  const { id, sessionId } = stored.facts;
  const ledger = parseReactionLedger(stores.reactions.ledger(sessionId, id));
  const threads = new Map(
    [...(stored.snapshot?.threads.unresolved ?? []), ...stores.pullRequests.threadsOf(id)].map((each) => [each.id, each]),
  );
  const host = watcher?.hosts().find((each) => each.host === stored.repository.host) ?? null;
  const { modes, muted } = readSessionReactions(options, sessionId);
  return {
    pullRequest: view,
    decisions: (ledger?.entries ?? []).toReversed().map((entry) => ({ ...decisionOf(entry, options), subject: subjectOf(entry, threads) })),
    modes,
    muted,
    seenAt: Math.max(watcher?.seenAt(id) ?? 0, stored.facts.observedAt),
    host,
    problems: problemsOf(options, stored, host?.message ?? null),
  };
}

/** A thread by its place, where that is known: its id tells people nothing. */
function subjectOf({ subject }: ReactionEntry, threads: ReadonlyMap<string, Pick<ThreadNote, 'path' | 'line'>>): string {
  const thread = subject.startsWith(THREAD) ? threads.get(subject.slice(THREAD.length)) : undefined;
  if (thread === undefined) return subject;
  return `${THREAD}${thread.path}${thread.line === null ? '' : `:${thread.line}`}`;
}

function decisionOf(entry: ReactionEntry, { stores }: PullRequestServiceOptions): ExplainedDecision {
  const { kind, subject, decision, reason, until, at, attempt, messageId } = entry;
  const state = (id: MessageId): MessageState | 'forgotten' => stores.messages.get(id)?.state ?? 'forgotten';
  const message = messageId === null ? null : { id: messageId, state: state(messageId) };
  return { kind, subject, decision, reason, words: REACTION_REASONS[reason], until, at, attempt, message };
}

function problemsOf({ scm, watcher }: PullRequestServiceOptions, stored: StoredPullRequest, hostMessage: string | null): readonly string[] {
  const problems: string[] = [];
  if (scm === null) problems.push('No code host is set up: what is shown is as it was stored.');
  else if (watcher === null) problems.push('Pull requests are not watched: what is shown is as it was last read.');
  if (hostMessage !== null) problems.push(hostMessage);
  if (stored.blindness !== null) problems.push(stored.blindness.message);
  const { snapshot } = stored;
  if (snapshot === null && stored.blindness === null)
    problems.push('Only a list has shown it so far; its checks and reviews are not read yet.');
  if (snapshot?.checks.isComplete === false) problems.push(`Not all checks could be read. ${snapshot.checks.error?.message ?? ''}`.trim());
  if (snapshot?.threads.isComplete === false)
    problems.push(`Not all threads could be read. ${snapshot.threads.error?.message ?? ''}`.trim());
  return [...new Set(problems)];
}
