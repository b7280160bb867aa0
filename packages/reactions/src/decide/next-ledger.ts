import { REACTION_KINDS, type ReactionKind } from '@ao/domain';
import { isSameValue } from './same-value.ts';
import { boundEntries, boundTellings, overtaken, streakOf, unsentKey, withEntries } from '../ledger/ledger-memory.ts';
import type { FailedRead, ReactionEntry, ReactionLedger, Streak, Telling } from '../ledger/reaction-ledger.ts';
import { FRESH_STREAK } from '../ledger/reaction-ledger.ts';
import type { LookContext } from '../look/kind-look.ts';
import { draftEntry } from './decision-draft.ts';
import { isLimited, type KindVerdict } from './judge-kind.ts';
import type { LookedAt } from './look-at-all.ts';

/** What changes a ledger. */
export interface LedgerChange {
  readonly context: LookContext;
  readonly looks: readonly LookedAt[];
  readonly verdicts: readonly KindVerdict[];
  readonly drafts: readonly ReactionEntry[];
  readonly told: readonly Telling[];
  readonly reads: Readonly<Record<string, FailedRead>>;
}

/** The ledger after a decision; the same object when nothing in it has changed. */
export function nextLedger(change: LedgerChange): ReactionLedger {
  const { context, looks, verdicts, drafts, told, reads } = change;
  const { ledger, snapshot, now } = context;
  const memory = (kind: ReactionKind) => looks.find((each) => each.kind === kind)?.look;
  const present = new Set(looks.flatMap(({ look }) => [...look.findings, ...look.obstacles].map(({ signature }) => signature)));
  const seen: Record<string, number> = {};
  for (const { look } of looks) for (const signature of look.seen) seen[signature] = ledger.seen[signature] ?? now;
  for (const { kind, unsentSince } of verdicts) {
    const isTold = told.some((telling) => telling.kind === kind);
    if (unsentSince !== null && !isTold) seen[unsentKey(kind)] = unsentSince;
  }

  const resets: ReactionEntry[] = [];
  const streaks: Partial<Record<ReactionKind, Streak>> = {};
  for (const kind of REACTION_KINDS.filter(isLimited)) {
    const before = streakOf(ledger, kind);
    const after = nextStreak(before, memory(kind)?.isFine ?? null, change, kind);
    if (after.round !== before.round) {
      resets.push(draftEntry({ kind, subject: kind, signature: `reset:${kind}:${after.round}` }, 'reset', 'all_well', { at: now }));
    }
    if (!isSameValue(after, FRESH_STREAK)) streaks[kind] = after;
  }
  const over = overtaken(ledger.entries, drafts).map((entry) => draftEntry(entry, 'skipped', 'over', { at: now }));
  const next: ReactionLedger = {
    ...ledger,
    entries: boundEntries(withEntries(ledger.entries, [...over, ...drafts, ...resets]), present),
    told: boundTellings([...ledger.told, ...told], present),
    streaks,
    seen,
    threads: memory('review')?.threads ?? {},
    reads: { ...memory('review')?.reads, ...reads },
    conflict: memory('conflict')?.conflict ?? ledger.conflict,
  };
  return isSameValue(next, ledger) ? ledger : { ...next, observedAt: snapshot.observedAt };
}

function nextStreak(before: Streak, isFine: boolean | null, { context, drafts, told }: LedgerChange, kind: ReactionKind): Streak {
  const { snapshot, settings, now } = context;
  let streak = before;
  if (told.some((telling) => telling.kind === kind)) streak = { ...streak, sent: streak.sent + 1, lastAt: now, fineSince: null };
  if (drafts.some((draft) => draft.kind === kind && draft.decision === 'escalated')) streak = { ...streak, escalatedAt: now };
  if (isFine === null) return streak;
  if (!isFine) return streak.fineSince === null ? streak : { ...streak, fineSince: null };
  // There is nothing to start anew, so nothing to remember.
  if (streak.sent === 0 && streak.escalatedAt === null) return streak;
  const fineSince = Math.min(streak.fineSince ?? snapshot.observedAt, snapshot.observedAt);
  if (snapshot.observedAt - fineSince < settings.stableForMs) return { ...streak, fineSince };
  return { ...FRESH_STREAK, round: streak.round + 1 };
}
