import { inlineText } from '@ao/domain';
import type { PullRequestSnapshot, ReviewThread } from '@ao/ports';
import { isOpenPullRequest } from '../attribution/pull-request-stack.ts';
import type { FailedRead, KnownThread } from '../ledger/reaction-ledger.ts';
import { isHeard, isListed } from '../people/accounts.ts';
import { afterAnswer } from './failed-reads.ts';
import { type Finding, type KindLook, type LookContext, NOTHING } from './kind-look.ts';

const LOGIN_MAX = 60;

/** Looks at open review threads and at requests for changes. Resolved and outdated threads never count, nor does what nobody who is heard has said. */
export function lookAtReview(context: LookContext): KindLook {
  const { snapshot, ledger } = context;
  if (!isOpenPullRequest(snapshot)) return NOTHING;
  const { marker, unresolved } = snapshot.threads;
  const threads: Record<string, KnownThread> = {};
  const reads: Record<string, FailedRead> = {};
  const findings: Finding[] = [...opinionFindings(context)];
  const unread: string[] = [];
  const unreadSignature = `threads:${marker}`;
  for (const note of unresolved.filter(({ isOutdated }) => !isOutdated)) {
    const failed = failedRead(context, note.id);
    if (failed !== null) reads[note.id] = failed;
    const known = knownThread(context, note.id) ?? ledger.threads[note.id];
    if (known !== undefined) threads[note.id] = known;
    if (known?.marker !== marker) unread.push(note.id);
    if (known === undefined || known.signature === null) continue;
    findings.push({
      subject: `thread ${note.id}`,
      signature: known.signature,
      detail: { type: 'thread', note, isAnswered: known.isAnswered },
      seenAs: null,
    });
  }
  const isFine = unread.length === 0 && findings.length === 0 && snapshot.review.decision !== 'changes_requested';
  return {
    ...NOTHING,
    findings,
    isFine,
    unread: unread.length === 0 ? null : { signature: unreadSignature, threadIds: unread },
    threads,
    reads,
  };
}

/** What an answer about a thread teaches; undefined when it teaches nothing. */
function knownThread({ threads, snapshot, session, settings }: LookContext, id: string): KnownThread | undefined {
  const answer = threads.get(id);
  if (answer === undefined || answer.outcome === 'unknown' || answer.outcome === 'forbidden') return undefined;
  const { marker } = snapshot.threads;
  if (answer.outcome === 'gone') return { marker, signature: null, isAnswered: false };
  const { isResolved, isOutdated } = answer.value;
  const heard = isResolved || isOutdated ? undefined : heardComments(answer.value, { ...session, ...settings }).at(-1);
  const last = answer.value.comments.findLast(({ isHidden }) => !isHidden);
  const isAnswered = last !== undefined && last.id !== heard?.id && last.author !== null && isListed(last.author, session.ownAccounts);
  // Of a long thread only the first comments are known; that there are more of them has to stand for the newest.
  const unseen = answer.value.totalComments - answer.value.comments.length;
  const newest = heard === undefined || unseen <= 0 ? heard?.id : `${heard.id}+${unseen}`;
  return { marker, signature: newest === undefined ? null : `thread:${id}:${newest}`, isAnswered };
}

/** The comments of those who are heard, without those that were hidden at the host. */
export function heardComments(
  thread: ReviewThread,
  who: { readonly ownAccounts: readonly string[]; readonly listenTo: readonly string[] },
): ReviewThread['comments'] {
  return thread.comments.filter(({ author, isHidden }) => !isHidden && isHeard(author, who));
}

function failedRead({ threads, ledger, now }: LookContext, id: string): FailedRead | null {
  return afterAnswer(ledger.reads[id], threads.get(id), now);
}

function opinionFindings({ snapshot, session, settings }: LookContext): readonly Finding[] {
  const { opinions, decision } = snapshot.review;
  const asking = opinions.filter(({ opinion }) => opinion === 'changes_requested');
  // The list of opinions is bounded; the decision is not.
  if (asking.length === 0 && decision === 'changes_requested') return [opinionFinding(null)];
  const who = { ...session, ...settings };
  return asking.filter(({ author }) => isHeard(author, who)).map((opinion) => opinionFinding(opinion));
}

function opinionFinding(opinion: PullRequestSnapshot['review']['opinions'][number] | null): Finding {
  const name = opinion === null ? 'reviewers' : opinion.author === null ? 'a deleted account' : inlineText(opinion.author.login, LOGIN_MAX);
  const when = opinion === null ? 'unnamed' : (opinion.submittedAt ?? opinion.commit ?? 'undated');
  return { subject: `opinion of ${name}`, signature: `opinion:${name}:${when}`, detail: { type: 'opinion', opinion }, seenAs: null };
}
