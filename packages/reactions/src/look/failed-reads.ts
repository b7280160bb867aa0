import { AoError, type Timestamp } from '@ao/domain';
import type { ForgeAnswer } from '@ao/ports';
import type { FailedRead } from '../ledger/reaction-ledger.ts';

const FIRST_RETRY_MS = 60_000;
const LAST_RETRY_MS = 30 * 60_000;
/** After so many tries a message goes without the words that cannot be read. */
const TRIES_MAX = 3;

/** How it stands with something that has to be read. */
export type ReadState = 'read' | 'wanted' | 'retry' | 'given_up';

/** The reads that did not work, with the answer that has just come. Null when it is not among them any more. */
export function afterAnswer(before: FailedRead | undefined, answer: ForgeAnswer<unknown> | undefined, now: Timestamp): FailedRead | null {
  if (answer === undefined) return before ?? null;
  if (answer.outcome === 'value' || answer.outcome === 'gone') return null;
  const tries = (before?.tries ?? 0) + 1;
  const retryAt = AoError.isInstance(answer.error) ? answer.error.details['retryAt'] : null;
  const backOff = now + Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (tries - 1));
  return { tries, nextAt: typeof retryAt === 'number' ? Math.max(backOff, retryAt) : backOff };
}

/** How it stands with a read, after the answers so far. */
export function readState(answer: ForgeAnswer<unknown> | undefined, failed: FailedRead | null, now: Timestamp): ReadState {
  if (answer?.outcome === 'value') return 'read';
  if (answer?.outcome === 'gone' || answer?.outcome === 'forbidden' || (failed !== null && failed.tries >= TRIES_MAX)) return 'given_up';
  return failed !== null && now < failed.nextAt ? 'retry' : 'wanted';
}
