import { LIMITED_KINDS, type PullRequestNote } from '@ao/domain';
import type { ReactionSettings } from '../settings/reaction-settings.ts';
import { streakOf } from './ledger-memory.ts';
import type { ReactionLedger } from './reaction-ledger.ts';

/** Says which kinds the agent was told about and which need a person, the ones that need one first. Empty when all is well. */
export function reactionNotes(ledger: ReactionLedger, settings: ReactionSettings): readonly PullRequestNote[] {
  const notes = LIMITED_KINDS.flatMap((kind): readonly PullRequestNote[] => {
    const { sent, lastAt, escalatedAt, fineSince } = streakOf(ledger, kind);
    const { inARow: of } = settings.limits[kind];
    if (escalatedAt !== null) return [{ kind, state: 'escalated', attempt: sent, of, at: escalatedAt }];
    return lastAt === null || fineSince !== null ? [] : [{ kind, state: 'told', attempt: sent, of, at: lastAt }];
  });
  return notes.toSorted((one, other) => Number(other.state === 'escalated') - Number(one.state === 'escalated'));
}
