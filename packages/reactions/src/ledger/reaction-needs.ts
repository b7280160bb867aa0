import type { Timestamp } from '@ao/domain';
import type { LimitedKind, ReactionSettings } from '../settings/reaction-settings.ts';
import { streakOf } from './ledger-memory.ts';
import type { ReactionLedger } from './reaction-ledger.ts';

/** What a session's list shows about the reactions to one pull request. */
export interface ReactionNote {
  readonly kind: LimitedKind;
  /** `told`: the agent was told and it is its turn. `escalated`: telling it led nowhere and a person is needed. */
  readonly state: 'told' | 'escalated';
  /** Messages since all was last well. */
  readonly attempt: number;
  readonly of: number;
  readonly at: Timestamp;
}

const LIMITED_KINDS: readonly LimitedKind[] = ['ci', 'review', 'conflict'];

/** Says which kinds the agent was told about and which need a person, the ones that need one first. Empty when all is well. */
export function reactionNotes(ledger: ReactionLedger, settings: ReactionSettings): readonly ReactionNote[] {
  const notes = LIMITED_KINDS.flatMap((kind): readonly ReactionNote[] => {
    const { sent, lastAt, escalatedAt, fineSince } = streakOf(ledger, kind);
    const { inARow: of } = settings.limits[kind];
    if (escalatedAt !== null) return [{ kind, state: 'escalated', attempt: sent, of, at: escalatedAt }];
    return lastAt === null || fineSince !== null ? [] : [{ kind, state: 'told', attempt: sent, of, at: lastAt }];
  });
  return notes.toSorted((one, other) => Number(other.state === 'escalated') - Number(one.state === 'escalated'));
}
