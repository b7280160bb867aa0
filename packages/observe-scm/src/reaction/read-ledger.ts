import type { JsonObject } from '@ao/ports';
import { REACTION_LEDGER_VERSION, type ReactionLedger } from '@ao/reactions';

const LISTS = ['entries', 'told'] as const;
const RECORDS = ['streaks', 'seen', 'threads', 'reads', 'conflict'] as const;

/**
 * A ledger as it was stored. Null for one of another version, or that is damaged: deciding anew is then harmless, because what was sent has the same id
 * again.
 */
export function readLedger(stored: JsonObject | null): ReactionLedger | null {
  if (stored === null || stored['version'] !== REACTION_LEDGER_VERSION) return null;
  const isWhole =
    typeof stored['observedAt'] === 'number' &&
    LISTS.every((name) => Array.isArray(stored[name])) &&
    RECORDS.every((name) => typeof stored[name] === 'object' && stored[name] !== null && !Array.isArray(stored[name]));
  return isWhole ? (stored as unknown as ReactionLedger) : null;
}
