import type { ReactionKind, Timestamp } from '@ao/domain';
import type { KindVerdict } from './judge-kind.ts';

/** The end of a pull request is told at once: nothing else can arrive with it. */
const AT_ONCE: ReadonlySet<ReactionKind> = new Set<ReactionKind>(['merged', 'closed']);

/**
 * When what is due may be told: a while after the first of it was seen, so that what arrives together is told together. Null when it
 * may be told now, or nothing is due.
 */
export function gatheringUntil(verdicts: readonly KindVerdict[], gatherMs: number, now: Timestamp): Timestamp | null {
  const firstSeen = verdicts.flatMap(({ kind, due, unread }) => {
    const since = due.map((each) => each.since);
    if (unread !== null) since.push(unread.since);
    return AT_ONCE.has(kind) ? since.map((at) => at - gatherMs) : since;
  });
  if (firstSeen.length === 0) return null;
  const until = Math.min(...firstSeen) + gatherMs;
  return now < until ? until : null;
}
