import type { ReactionEntry } from '../ledger/reaction-ledger.ts';
import type { LookContext } from '../look/kind-look.ts';
import { sessionHold } from '../session/reaction-session.ts';
import { draftEntry } from './decision-draft.ts';

/** What becomes of the session itself after a merge. */
export interface EndVerdict {
  /** It ends, now or as soon as its agent is idle. */
  readonly willEnd: boolean;
  readonly endsNow: boolean;
  readonly offersEnd: boolean;
  readonly drafts: readonly ReactionEntry[];
}

const STAYS: EndVerdict = { willEnd: false, endsNow: false, offersEnd: false, drafts: [] };
/** The ledger's name for the end of the session after a merge. */
export const END_SIGNATURE = 'merged:end';
/** The ledger's name for the offer to end it. */
export const OFFER_SIGNATURE = 'merged:offer';

/** Judges whether the session ends: only when nothing of it is open any more, and never while its agent works or waits for somebody. */
export function judgeEnd({ snapshot, session, settings, ledger, now }: LookContext): EndVerdict {
  const isOver = snapshot.state === 'merged' && session.otherOpenPullRequests === 0;
  if (!isOver || settings.afterMerge === 'keep' || session.phase === 'ended' || session.phase === 'stopping') return STAYS;
  const isTold = (signature: string): boolean => ledger.told.some((telling) => telling.signature === signature);
  if (settings.afterMerge === 'offer') return isTold(OFFER_SIGNATURE) ? STAYS : { ...STAYS, offersEnd: true };
  if (isTold(END_SIGNATURE)) return { ...STAYS, willEnd: true };
  const about = { kind: 'merged', subject: 'session', signature: END_SIGNATURE } as const;
  const hold = sessionHold(session);
  if (hold !== null) return { ...STAYS, willEnd: true, drafts: [draftEntry(about, 'suppressed', hold, { at: now })] };
  if (session.activity.state !== 'idle') {
    return { ...STAYS, willEnd: true, drafts: [draftEntry(about, 'waiting', 'session_working', { at: now })] };
  }
  return { ...STAYS, willEnd: true, endsNow: true, drafts: [draftEntry(about, 'ended', 'new', { at: now })] };
}
