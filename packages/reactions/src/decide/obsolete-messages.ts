import type { MessageId } from '@ao/domain';
import type { Telling } from '../ledger/reaction-ledger.ts';
import type { LookContext } from '../look/kind-look.ts';
import { type LookedAt, lookAtAll } from './look-at-all.ts';
import type { ReactionQuestion } from './decide-reactions.ts';

/**
 * The messages to the agent of which nothing is so any more, oldest first: for those that still wait in the outbox, so that an agent that becomes free is not
 * told what has passed. Withdraw them there and call `markUndelivered`; those that were delivered stay as they are. What the host does not tell for certain is
 * taken to be as it was.
 */
export function obsoleteMessages(question: Omit<ReactionQuestion, 'threads' | 'failures'>): readonly MessageId[] {
  const { ledger } = question;
  if (ledger === null) return [];
  const context: LookContext = { ...question, ledger, threads: new Map(), failures: new Map() };
  const looks = lookAtAll(context);
  const toAgent = ledger.told.filter(({ to, isUndelivered }) => to === 'agent' && !isUndelivered);
  const valid = new Set(toAgent.filter((telling) => mayStillBeSo(telling, looks, context)).map(({ key }) => key));
  return Array.from(new Set(toAgent.map(({ key }) => key))).filter((key) => !valid.has(key)) as readonly string[] as readonly MessageId[];
}

function mayStillBeSo({ kind, signature, head }: Telling, looks: readonly LookedAt[], { snapshot }: LookContext): boolean {
  const look = looks.find((each) => each.kind === kind)?.look;
  if (look === undefined || look.findings.some((finding) => finding.signature === signature)) return true;
  if (look.obstacles.some(({ reason }) => reason === 'fault')) return true;
  const isOver = snapshot.state === 'merged' || snapshot.state === 'closed';
  switch (kind) {
    case 'ci':
      return !isOver && head === snapshot.headCommit && look.isFine !== true;
    case 'review':
      return !isOver && look.unread !== null;
    case 'conflict':
      return !isOver && look.isFine !== true;
    case 'ready':
    case 'merged':
    case 'closed':
      return false;
  }
}
