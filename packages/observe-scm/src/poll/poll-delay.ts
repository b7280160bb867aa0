import type { ActivityState, DurationMs, SessionPhase, Timestamp } from '@ao/domain';
import type { PullRequestSnapshot } from '@ao/ports';
import type { LookPace } from '../look-pace.ts';

/** Everything that decides when a pull request is looked at again. */
export interface PollQuestion {
  /** The newest one; null when it was never read. */
  readonly snapshot: PullRequestSnapshot | null;
  readonly session: { readonly phase: SessionPhase; readonly activity: ActivityState; readonly endedAt: Timestamp | null };
  /** Since when something has been pending without a pause; null when nothing is. */
  readonly pendingSince: Timestamp | null;
  /** When the present head commit was first seen. */
  readonly headSeenAt: Timestamp | null;
  /** Looks that showed nothing, since the last that did, and why the last one did not. */
  readonly blind: { readonly looks: number; readonly outcome: 'gone' | 'forbidden' | 'unknown' } | null;
  readonly now: Timestamp;
}

/** Why a pull request is looked at when it is. */
export type PollReason = 'never_read' | 'unseen' | 'pending' | 'working' | 'quiet' | 'still' | 'ended' | 'dormant' | 'over';

/** When to look again; null: not by itself. */
export interface PollDelay {
  readonly delayMs: DurationMs | null;
  readonly reason: PollReason;
}

/** Checks begin a while after a push. */
const AFTER_PUSH_MS = 5 * 60_000;
/** What has been pending for so long is in no hurry any more. */
const LONG_PENDING_MS = 30 * 60_000;
const STILL_AFTER_MS = 2 * 60 * 60_000;
const DORMANT_AFTER_MS = 7 * 24 * 60 * 60_000;
const UNSEEN_MAX_MS = 15 * 60_000;
const SLOWEST_PENDING = 4;

/** Says when to look again. Pure. */
export function pollDelay(question: PollQuestion, pace: LookPace): PollDelay {
  const { snapshot, session, blind, now } = question;
  if (blind !== null) return { delayMs: unseenDelay(blind, pace), reason: 'unseen' };
  if (snapshot === null) return { delayMs: 0, reason: 'never_read' };
  if (snapshot.state === 'merged') return { delayMs: null, reason: 'over' };
  // It may be opened again, which the listing shows as well.
  if (snapshot.state === 'closed') return { delayMs: pace.dormantMs, reason: 'dormant' };
  const unchangedMs = now - snapshot.updatedAt;
  if (session.phase === 'ended') {
    const since = Math.min(unchangedMs, now - (session.endedAt ?? now));
    return since > DORMANT_AFTER_MS ? { delayMs: pace.dormantMs, reason: 'dormant' } : { delayMs: pace.endedMs, reason: 'ended' };
  }
  if (isPending(question)) return { delayMs: pendingDelay(question, pace), reason: 'pending' };
  if (session.activity === 'active') return { delayMs: pace.workingMs, reason: 'working' };
  return unchangedMs > STILL_AFTER_MS ? { delayMs: pace.stillMs, reason: 'still' } : { delayMs: pace.quietMs, reason: 'quiet' };
}

/** Whether something is about to change without anybody doing anything. */
export function isPending({ snapshot, headSeenAt, now }: Pick<PollQuestion, 'snapshot' | 'headSeenAt' | 'now'>): boolean {
  if (snapshot === null || snapshot.state === 'merged' || snapshot.state === 'closed') return false;
  const { checks, conflict, queue } = snapshot;
  const wasPushed = headSeenAt !== null && now - headSeenAt < AFTER_PUSH_MS && now >= headSeenAt;
  return (
    wasPushed ||
    !checks.isForHead ||
    checks.state === 'pending' ||
    (checks.total > 0 && !checks.isSettled) ||
    conflict === 'unknown' ||
    (queue !== 'none' && queue !== 'unknown')
  );
}

function pendingDelay({ pendingSince, now }: PollQuestion, pace: LookPace): DurationMs {
  const lastedMs = pendingSince === null ? 0 : Math.max(0, now - pendingSince);
  return pace.pendingMs * Math.min(SLOWEST_PENDING, 1 + Math.floor(lastedMs / LONG_PENDING_MS));
}

function unseenDelay({ looks, outcome }: NonNullable<PollQuestion['blind']>, pace: LookPace): DurationMs {
  if (outcome === 'gone') return Math.min(pace.dormantMs, UNSEEN_MAX_MS * 2);
  if (outcome === 'forbidden') return UNSEEN_MAX_MS;
  return Math.min(UNSEEN_MAX_MS, pace.pendingMs * 2 ** Math.min(8, looks - 1));
}
