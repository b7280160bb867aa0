import type { ReactionKind } from '@ao/domain';
import {
  FRESH_STREAK,
  LEDGER_ENTRIES_MAX,
  LEDGER_TELLINGS_MAX,
  type ReactionEntry,
  type ReactionLedger,
  type Streak,
  type Telling,
} from './reaction-ledger.ts';

/** How a kind has gone since all was last well with it. */
export function streakOf(ledger: Pick<ReactionLedger, 'streaks'>, kind: ReactionKind): Streak {
  return ledger.streaks[kind] ?? FRESH_STREAK;
}

/** Under which a ledger remembers since when a kind has had something to tell. */
export function unsentKey(kind: ReactionKind): string {
  return `unsent:${kind}`;
}

/**
 * Adds decisions to those before. One that says the same as the newest about its subject is not added again; of a waiting that goes on only its end moves.
 */
export function withEntries(before: readonly ReactionEntry[], drafts: readonly ReactionEntry[]): readonly ReactionEntry[] {
  const entries = [...before];
  for (const draft of drafts) {
    const index = entries.findLastIndex(({ kind, subject }) => kind === draft.kind && subject === draft.subject);
    const newest = entries[index];
    if (newest === undefined || !saysTheSame(newest, draft)) entries.push(draft);
    else if (newest.until !== draft.until) entries[index] = { ...newest, until: draft.until };
  }
  return entries;
}

/** Those of the newest decisions that still wait for something which is not decided about any more, because it is not so any more. */
export function overtaken(entries: readonly ReactionEntry[], drafts: readonly ReactionEntry[]): readonly ReactionEntry[] {
  const name = ({ kind, subject }: ReactionEntry): string => `${kind} ${subject}`;
  const newest = new Map(entries.map((entry) => [name(entry), entry]));
  for (const draft of drafts) newest.delete(name(draft));
  return Array.from(newest.values()).filter(({ decision }) => decision === 'waiting' || decision === 'suppressed');
}

/** Forgets the oldest decisions, other than the newest about each thing that is still so. */
export function boundEntries(entries: readonly ReactionEntry[], present: ReadonlySet<string>): readonly ReactionEntry[] {
  if (entries.length <= LEDGER_ENTRIES_MAX) return entries;
  const newest = new Map(entries.map((entry, index) => [`${entry.kind} ${entry.subject}`, index]));
  const isKept = (entry: ReactionEntry, index: number): boolean =>
    index >= entries.length - LEDGER_ENTRIES_MAX ||
    (present.has(entry.signature) && newest.get(`${entry.kind} ${entry.subject}`) === index);
  return entries.filter(isKept);
}

/** Forgets the oldest tellings, other than those of what is still so: those would be told again. */
export function boundTellings(told: readonly Telling[], present: ReadonlySet<string>): readonly Telling[] {
  if (told.length <= LEDGER_TELLINGS_MAX) return told;
  return told.filter(({ signature }, index) => index >= told.length - LEDGER_TELLINGS_MAX || present.has(signature));
}

/** That something was told already is no news after the telling itself. */
function saysTheSame(newest: ReactionEntry, draft: ReactionEntry): boolean {
  if (newest.signature !== draft.signature) return false;
  if (draft.reason === 'already_told' && (newest.decision === 'sent' || newest.decision === 'notified')) return true;
  return newest.decision === draft.decision && newest.reason === draft.reason && newest.messageId === draft.messageId;
}
