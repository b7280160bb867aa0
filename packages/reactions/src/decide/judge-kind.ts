import type { LimitedKind, ReactionKind, ReactionLimits, Timestamp } from '@ao/domain';
import { streakOf, unsentKey } from '../ledger/ledger-memory.ts';
import type { ReactionEntry, ReactionLedger, Streak, Telling } from '../ledger/reaction-ledger.ts';
import type { ReactionReason } from '../ledger/reaction-reason.ts';
import type { Finding, KindLook, LookContext } from '../look/kind-look.ts';
import { sessionHold } from '../session/reaction-session.ts';
import { type DueFinding, draftEntry } from './decision-draft.ts';

/** What one kind comes to by its own rules, before it is joined with the others. */
export interface KindVerdict {
  readonly kind: ReactionKind;
  readonly due: readonly DueFinding[];
  /** Threads to read because of it, once everything else allows to send. */
  readonly unread: { readonly threadIds: readonly string[]; readonly since: Timestamp } | null;
  readonly drafts: readonly ReactionEntry[];
  readonly escalation: ReactionReason | null;
  /** Since when there is something that was not told yet; null when everything was. */
  readonly unsentSince: Timestamp | null;
  /** When time alone may change the verdict. */
  readonly nextAt: Timestamp | null;
}

/** Applies switches, memory, limits and the state of the session to what a kind has found. */
export function judgeKind(kind: ReactionKind, look: KindLook, context: LookContext): KindVerdict {
  const { ledger, settings, session, snapshot, now } = context;
  const mode = settings.modes[kind];
  const limits = isLimited(kind) ? settings.limits[kind] : null;
  const streak = streakOf(ledger, kind);
  const drafts: ReactionEntry[] = look.obstacles.map((obstacle) =>
    draftEntry({ kind, ...obstacle }, obstacle.decision, obstacle.reason, { at: now, until: obstacle.until }),
  );
  const note = (finding: Finding, decision: ReactionEntry['decision'], reason: ReactionReason, until: Timestamp | null = null): void => {
    drafts.push(draftEntry({ kind, ...finding }, decision, reason, { at: now, until }));
  };
  const nothing = { kind, due: [], unread: null, drafts, escalation: null, unsentSince: null, nextAt: null } as const;
  if (mode === 'off') {
    for (const finding of look.findings) note(finding, 'skipped', 'off');
    return nothing;
  }

  const unsent: DueFinding[] = [];
  let unansweredAt: Timestamp | null = null;
  for (const finding of look.findings) {
    const tellings = ledger.told.filter(({ signature }) => signature === finding.signature);
    const reached = tellings.filter(({ isUndelivered }) => !isUndelivered);
    const last = reached.at(-1);
    if (last !== undefined && reached.length >= (limits?.perSignature ?? 1)) {
      note(finding, 'skipped', 'already_told');
      if (limits !== null && isOpenQuestion(finding, last, snapshot.headCommit) && !isUnread(finding, look)) {
        unansweredAt = Math.min(unansweredAt ?? Number.POSITIVE_INFINITY, last.at + settings.unansweredAfterMs);
      }
    } else {
      const since = ledger.seen[unsentKey(kind)] ?? (finding.seenAs === null ? undefined : ledger.seen[finding.seenAs]) ?? now;
      unsent.push({
        kind,
        finding,
        since: Math.min(now, since),
        reason: last !== undefined ? 'reminder' : tellings.length > 0 ? 'not_delivered_before' : 'new',
      });
    }
  }
  const seenUnread = look.unread === null ? null : Math.min(now, ledger.seen[unsentKey(kind)] ?? now);
  const sightings = [...unsent.map(({ since }) => since), ...(seenUnread === null ? [] : [seenUnread])];
  const unsentSince = sightings.length === 0 ? null : Math.min(...sightings);
  const unanswered = judgeUnanswered(mode === 'send' ? unansweredAt : null, streak, context);
  const readNow = look.unread === null || seenUnread === null ? null : { threadIds: look.unread.threadIds, since: seenUnread };
  const verdict = { ...nothing, unsentSince, escalation: unanswered.reason, nextAt: unanswered.nextAt };
  if (unsent.length === 0 && look.unread === null) return verdict;

  const limit = limits === null ? null : reachedLimit(kind, limits, streak, ledger, snapshot.headCommit);
  if (limit !== null) {
    for (const { finding } of unsent) note(finding, 'skipped', limit);
    const mayEscalate = mode === 'send' && session.phase === 'live' && streak.escalatedAt === null;
    // Whether there is anything to escalate may stand in threads that were not read yet.
    return { ...verdict, escalation: mayEscalate && unsent.length > 0 ? limit : verdict.escalation, unread: mayEscalate ? readNow : null };
  }
  const hold = mode === 'send' ? sessionHold(session) : null;
  if (hold !== null) {
    for (const { finding } of unsent) note(finding, 'suppressed', hold);
    if (unsent.length === 0 && look.unread !== null) note(unreadFinding(look.unread), 'suppressed', hold);
    return verdict;
  }
  const coolUntil = limits === null ? null : coolDownEnd(limits, streak, now);
  const isCool = coolUntil === null || now >= coolUntil;
  const due = unsent.filter(({ finding, reason }) => {
    const until = reason === 'reminder' ? reminderAt(finding, ledger, settings.unansweredAfterMs, coolUntil) : coolUntil;
    if (until !== null && now < until) note(finding, 'waiting', 'cool_down', until);
    else if (reason === 'reminder' && session.activity.state !== 'idle') note(finding, 'waiting', 'session_working');
    else return true;
    return false;
  });
  if (look.unread !== null && !isCool) note(unreadFinding(look.unread), 'waiting', 'cool_down', coolUntil);
  return { ...verdict, due, unread: isCool ? readNow : null };
}

/** Whether messages of a kind are limited; the others are told once. */
export function isLimited(kind: ReactionKind): kind is LimitedKind {
  return kind === 'ci' || kind === 'review' || kind === 'conflict';
}

function reachedLimit(
  kind: ReactionKind,
  limits: ReactionLimits,
  streak: Streak,
  ledger: ReactionLedger,
  head: string,
): 'row_limit' | 'head_limit' | null {
  if (streak.sent >= limits.inARow) return 'row_limit';
  const messages = new Set(ledger.told.filter((telling) => telling.kind === kind && telling.head === head).map(({ key }) => key));
  return messages.size >= limits.perHead ? 'head_limit' : null;
}

function coolDownEnd(limits: ReactionLimits, { sent, lastAt }: Streak, now: Timestamp): Timestamp | null {
  // A message from a time that is still to come was sent before the clock was set back: nobody waits for that time to come again.
  if (lastAt === null || sent === 0 || lastAt > now) return null;
  return lastAt + Math.min(Math.max(limits.maxCoolDownMs, limits.coolDownMs), limits.coolDownMs * 2 ** (sent - 1));
}

function reminderAt(finding: Finding, ledger: ReactionLedger, afterMs: number, coolUntil: Timestamp | null): Timestamp {
  const last = ledger.told.findLast(({ signature, isUndelivered }) => signature === finding.signature && !isUndelivered);
  return Math.max((last?.at ?? 0) + afterMs, coolUntil ?? 0);
}

/** What the thread says now is not known yet. */
function isUnread({ detail }: Finding, { unread }: KindLook): boolean {
  return detail.type === 'thread' && unread !== null && unread.threadIds.includes(detail.note.id);
}

/** Whether it is still the agent's turn. A review waits for the reviewer once there is a new commit or an answer. */
function isOpenQuestion({ detail }: Finding, last: Telling, head: string): boolean {
  if (last.to !== 'agent') return false;
  if (detail.type === 'thread') return last.head === head && !detail.isAnswered;
  return detail.type !== 'opinion' || last.head === head;
}

function judgeUnanswered(
  at: Timestamp | null,
  streak: Streak,
  { session, now }: LookContext,
): { readonly reason: ReactionReason | null; readonly nextAt: Timestamp | null } {
  if (at === null || streak.escalatedAt !== null || sessionHold(session) !== null) {
    return { reason: null, nextAt: null };
  }
  if (now < at) return { reason: null, nextAt: at };
  return { reason: session.activity.state === 'idle' ? 'unanswered' : null, nextAt: null };
}

function unreadFinding({ signature }: { readonly signature: string }): Finding {
  return { subject: 'threads', signature, detail: { type: 'plain' }, seenAs: null };
}
