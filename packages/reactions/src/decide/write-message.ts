import type { MessageId, ReactionKind } from '@ao/domain';
import type { ReactionLedger } from '../ledger/reaction-ledger.ts';
import type { LookContext } from '../look/kind-look.ts';
import { reactionMessage } from '../text/reaction-message.ts';
import { stableHash } from '../text/stable-hash.ts';
import type { DueFinding } from './decision-draft.ts';

/** A message, and what it could not be written about. */
export interface WrittenMessage {
  readonly text: string;
  readonly included: readonly DueFinding[];
  readonly faulty: readonly DueFinding[];
}

/** Writes one message about everything that is due. What cannot be put into words is left out; it does not keep the rest from being said. */
export function writeMessage(due: readonly DueFinding[], context: LookContext): WrittenMessage {
  const text = tryToWrite(due, context);
  if (text !== null) return { text, included: due, faulty: [] };
  const kinds = new Set(due.map(({ kind }) => kind));
  const isFaulty = (kind: ReactionKind): boolean => tryToWrite(ofKind(due, kind), context) === null;
  const faulty = due.filter(({ kind }) => Array.from(kinds).filter(isFaulty).includes(kind));
  const included = due.filter((each) => !faulty.includes(each));
  return { text: tryToWrite(included, context) ?? '', included, faulty };
}

/**
 * The id of what is told: the same for the same things told for the same time, so that a decision made again after a crash is the same
 * message.
 *
 * @param prefix - `pr` for messages, `pn` for notifications.
 */
export function tellingKey(prefix: 'pr' | 'pn', signatures: readonly string[], ledger: ReactionLedger): MessageId {
  const attempts = signatures.toSorted().map((signature) => {
    const before = ledger.told.filter((telling) => telling.signature === signature).length;
    return `${signature}#${before + 1}`;
  });
  return `${prefix}-${stableHash([ledger.sessionId, ledger.pullRequestId, ...attempts])}` as MessageId;
}

function ofKind(due: readonly DueFinding[], wanted: ReactionKind): readonly DueFinding[] {
  return due.filter(({ kind }) => kind === wanted);
}

function tryToWrite(due: readonly DueFinding[], context: LookContext): string | null {
  try {
    return due.length === 0 ? '' : reactionMessage(due, context);
  } catch {
    return null;
  }
}
