import { streakOf } from '../ledger/ledger-memory.ts';
import type { ActionDraft, DecidedActions } from './action-draft.ts';
import { aboutDue, draftEntry } from './decision-draft.ts';
import { isLimited, type KindVerdict } from './judge-kind.ts';
import { resolveDetails } from './resolve-details.ts';
import { tellingKey, writeMessage } from './write-message.ts';

/** What is unread, as the ledger names it. */
export const UNREAD = { kind: 'review', subject: 'threads', signature: 'threads' } as const;

/** Sends everything that is due for the agent in one message, once its words are there. */
export function tellAgent(draft: ActionDraft, verdicts: readonly KindVerdict[]): DecidedActions {
  const { context, drafts } = draft;
  const { settings, session, snapshot, ledger, now } = context;
  const details = resolveDetails(verdicts, context);
  const due = verdicts.flatMap((verdict) => (settings.modes[verdict.kind] === 'send' ? verdict.due : []));
  if (details.threads.length > 0 || details.failures.length > 0) {
    draft.hold(due, 'details');
    return draft.finish({ threads: details.threads, failures: details.failures }, details.reads);
  }
  for (const [kind, at] of details.retries) {
    const waiting = due.filter((each) => each.kind === kind);
    draft.hold(waiting, 'details_failed', at);
    if (waiting.length === 0) drafts.push(draftEntry({ ...UNREAD, kind }, 'waiting', 'details_failed', { at: now, until: at }));
  }
  if (details.unreadUntil !== null && details.retries.size === 0) {
    drafts.push(draftEntry(UNREAD, 'waiting', 'details_failed', { at: now, until: details.unreadUntil }));
  }
  const ready = due.filter(({ kind }) => !details.retries.has(kind));
  const { text, included, faulty } = writeMessage(ready, context);
  for (const each of faulty) drafts.push(draftEntry(aboutDue(each), 'suppressed', 'fault', { at: now }));
  if (included.length === 0) return draft.finish({}, details.reads);

  const signatures = included.map(({ finding }) => finding.signature);
  const messageId = tellingKey('pr', signatures, ledger);
  const kinds = Array.from(new Set(included.map(({ kind }) => kind)));
  draft.actions.push({ type: 'send', messageId, sessionId: session.id, pullRequestId: snapshot.id, kinds, text });
  for (const each of included) {
    const attempt = isLimited(each.kind) ? streakOf(ledger, each.kind).sent + 1 : 0;
    draft.tell(each.kind, [each.finding.signature], 'agent', messageId);
    drafts.push(draftEntry(aboutDue(each), 'sent', each.reason, { at: now, messageId, attempt }));
  }
  return draft.finish({}, details.reads);
}
