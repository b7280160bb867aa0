import { inlineText, type LimitedKind, type ReactionKind } from '@ao/domain';
import type { PullRequestSnapshot } from '@ao/ports';
import type { DueFinding } from '../decide/decision-draft.ts';
import { REACTION_REASONS, type ReactionReason } from '../ledger/reaction-reason.ts';
import { checkName } from '../look/look-at-checks.ts';
import { kindWords } from './pull-request-words.ts';

const NAMES_MAX = 3;

const ABOUT = { ci: 'failing checks', review: 'the review', conflict: 'the conflict' } as const satisfies Record<LimitedKind, string>;

/** One line that tells people what is so. */
export function notificationText(kind: ReactionKind, due: readonly DueFinding[], snapshot: PullRequestSnapshot): string {
  const names = due.flatMap(({ finding: { detail } }) => (detail.type === 'check' ? [`"${inlineText(checkName(detail.check), 60)}"`] : []));
  const more = names.length - NAMES_MAX;
  const list = names.length === 0 ? '' : `: ${names.slice(0, NAMES_MAX).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return `Pull request #${snapshot.number}: ${kindWords(kind, due, snapshot)}${list}.`;
}

/** One line that tells people that telling the agent has led nowhere. */
export function escalationText(kind: LimitedKind, reason: ReactionReason, messages: number, snapshot: PullRequestSnapshot): string {
  const times = messages === 1 ? 'once' : `${messages} times`;
  return `Pull request #${snapshot.number} needs you: the agent was told about ${ABOUT[kind]} ${times}, and it is still so (${REACTION_REASONS[reason]}).`;
}
