import type { LookContext } from '../look/kind-look.ts';
import { type DecidedActions, draftActions } from './action-draft.ts';
import { aboutDue, draftEntry } from './decision-draft.ts';
import { gatheringUntil } from './gather-due.ts';
import type { EndVerdict } from './judge-end.ts';
import type { KindVerdict } from './judge-kind.ts';
import { tellAgent, UNREAD } from './tell-agent.ts';
import { endOrOffer, escalate, notify } from './tell-people.ts';

/** Joins what is due into one message, and everything else into actions of their own. Nothing is done because of facts that are too old. */
export function decideActions(all: readonly KindVerdict[], end: EndVerdict, context: LookContext): DecidedActions {
  const { snapshot, settings, now } = context;
  const draft = draftActions(context);
  const verdicts = all.map((verdict) => {
    if (!end.willEnd || verdict.kind !== 'merged' || settings.modes.merged !== 'send') return verdict;
    // An agent that is about to be ended is not told that it is done.
    for (const each of verdict.due) draft.drafts.push(draftEntry(aboutDue(each), 'skipped', 'will_end', { at: now }));
    return { ...verdict, due: [] };
  });
  const isStale = now - snapshot.observedAt > settings.freshForMs;
  const isForPeople = end.endsNow || end.offersEnd || verdicts.some(({ escalation }) => escalation !== null);
  if (!(isStale && end.endsNow)) draft.drafts.push(...end.drafts);
  if (!isStale) {
    escalate(draft, verdicts);
    endOrOffer(draft, end);
  }

  const due = verdicts.flatMap((verdict) => verdict.due);
  const isReading = verdicts.some(({ unread }) => unread !== null);
  const until = gatheringUntil(verdicts, settings.gatherMs, now);
  if (until !== null) {
    draft.hold(due, 'gathering', until);
    if (due.length === 0) draft.drafts.push(draftEntry(UNREAD, 'waiting', 'gathering', { at: now, until }));
    return draft.finish({ snapshot: isStale && isForPeople });
  }
  if (due.length === 0 && !isReading) return draft.finish({ snapshot: isStale && isForPeople });
  if (isStale) {
    draft.hold(due, 'stale');
    return draft.finish({ snapshot: true });
  }
  notify(draft, verdicts);
  return tellAgent(draft, verdicts);
}
