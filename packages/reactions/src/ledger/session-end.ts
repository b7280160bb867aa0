import type { Timestamp } from '@ao/domain';
import { END_SIGNATURE } from '../decide/judge-end.ts';
import type { ReactionLedger } from './reaction-ledger.ts';

/**
 * When it was decided to end the session because its pull request was merged; null when it never was. For whoever carries it out, and may have been
 * interrupted between the decision and the deed: a launch that is older than the decision is to be ended.
 */
export function sessionEndDecidedAt(ledger: ReactionLedger): Timestamp | null {
  return ledger.told.findLast(({ signature }) => signature === END_SIGNATURE)?.at ?? null;
}
