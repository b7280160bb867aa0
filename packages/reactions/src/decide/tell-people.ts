import { streakOf } from '../ledger/ledger-memory.ts';
import { escalationText, notificationText } from '../text/people-words.ts';
import type { ActionDraft } from './action-draft.ts';
import { aboutDue, draftEntry } from './decision-draft.ts';
import { END_SIGNATURE, type EndVerdict, OFFER_SIGNATURE } from './judge-end.ts';
import { isLimited, type KindVerdict } from './judge-kind.ts';
import { tellingKey } from './write-message.ts';

/** Tells people that telling the agent has led nowhere. */
export function escalate(draft: ActionDraft, verdicts: readonly KindVerdict[]): void {
  const { ledger, snapshot, now } = draft.context;
  for (const { kind, escalation: reason } of verdicts) {
    if (reason === null || !isLimited(kind)) continue;
    const { sent, round } = streakOf(ledger, kind);
    const signature = `escalate:${kind}:${round}`;
    const key = tellingKey('pn', [signature], ledger);
    draft.drafts.push(draftEntry({ kind, subject: kind, signature }, 'escalated', reason, { at: now, attempt: sent }));
    draft.actions.push({ type: 'escalate', key, ...draft.place, kind, reason, text: escalationText(kind, reason, sent, snapshot) });
  }
}

/** Tells people what their settings leave to them. */
export function notify(draft: ActionDraft, verdicts: readonly KindVerdict[]): void {
  const { ledger, settings, snapshot, now } = draft.context;
  for (const { kind, due } of verdicts) {
    if (settings.modes[kind] !== 'notify' || due.length === 0) continue;
    const signatures = due.map(({ finding }) => finding.signature);
    const key = tellingKey('pn', signatures, ledger);
    draft.actions.push({ type: 'notify', key, ...draft.place, kind, text: notificationText(kind, due, snapshot), offersEnd: false });
    draft.tell(kind, signatures, 'people', key);
    for (const each of due) draft.drafts.push(draftEntry(aboutDue(each), 'notified', each.reason, { at: now }));
  }
}

/** Ends the session after a merge, or offers it to people. */
export function endOrOffer(draft: ActionDraft, end: EndVerdict): void {
  const { ledger, snapshot, now } = draft.context;
  if (end.endsNow) {
    const key = tellingKey('pn', [END_SIGNATURE], ledger);
    draft.tell('merged', [END_SIGNATURE], 'people', key);
    draft.actions.push({ type: 'end_session', key, sessionId: draft.place.sessionId, pullRequestId: snapshot.id });
  }
  if (end.offersEnd) {
    const key = tellingKey('pn', [OFFER_SIGNATURE], ledger);
    const text = `${notificationText('merged', [], snapshot)} Nothing else of session ${draft.place.sessionId} is open: it can be ended.`;
    draft.tell('merged', [OFFER_SIGNATURE], 'people', key);
    draft.actions.push({ type: 'notify', key, ...draft.place, kind: 'merged', text, offersEnd: true });
    draft.drafts.push(draftEntry({ kind: 'merged', subject: 'session', signature: OFFER_SIGNATURE }, 'notified', 'new', { at: now }));
  }
}
