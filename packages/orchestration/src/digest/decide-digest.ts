import type { MessageId, Timestamp } from '@ao/domain';
import type { WakeFact } from '../facts/wake-fact.ts';
import type { WakeSettings } from '../settings/wake-settings.ts';
import { composeDigest, type DigestSubject } from './compose-digest.ts';

/**
 * How the orchestrator can be reached.
 *
 * - `rests`: it waits for a message, or nobody can tell what it does
 * - `works`: since the time given
 * - `held`: it is starting, or a dialog stops it
 * - `absent`: it does not live
 */
export type Listener = { readonly state: 'rests' | 'held' | 'absent' } | { readonly state: 'works'; readonly since: Timestamp };

/** A digest that has not come to its end. */
export interface PendingDigest {
  readonly messageId: MessageId;
  /** What it tells. */
  readonly keys: readonly string[];
  /** Nothing of it was delivered yet, so that it can be taken back. */
  readonly isQueued: boolean;
}

/** Everything the decision rests on. */
export interface DigestQuestion {
  readonly subject: DigestSubject;
  /** What is so now, of all sessions. */
  readonly facts: readonly WakeFact[];
  /** Keys among them that were told, those of the pending digest included. */
  readonly told: { has(key: string): boolean };
  /** What happened before is not told, unless it stands open. */
  readonly since: Timestamp;
  readonly lastDigestAt: Timestamp | null;
  readonly pending: PendingDigest | null;
  readonly listener: Listener;
  readonly settings: WakeSettings;
  readonly now: Timestamp;
}

/** What has to be done, in this order. */
export interface DigestDecision {
  /** The queued digest is to be taken back; what it tells is untold then. If that is too late, nothing else is done. */
  readonly withdraw: { readonly messageId: MessageId; readonly reason: string } | null;
  /** To be sent, and noted as told in the same transaction. */
  readonly digest: { readonly text: string; readonly keys: readonly string[] } | null;
  /** When to look again by itself; null when something else has to change first. */
  readonly nextLookAt: Timestamp | null;
}

const NOTHING: DigestDecision = { withdraw: null, digest: null, nextLookAt: null };

/**
 * Decides whether the orchestrator is told something now. Pure.
 *
 * - each fact once: what was told is not told again, whatever happens to the session meanwhile
 * - together, and not more often than the settings say
 * - what is not so any more is taken out of a digest that still waits; one that waits is replaced, never joined by a second
 * - nothing while it does not live or cannot listen; what is left is told afterwards, in one digest after the other, each of bounded size
 */
export function decideDigest(question: DigestQuestion): DigestDecision {
  const { facts, told, since, pending, listener, settings } = question;
  if (!settings.wake) return pending?.isQueued === true ? takeBack(pending, 'the project wants no digests') : NOTHING;
  if (pending !== null && !pending.isQueued) return NOTHING;
  const fresh = facts.filter((fact) => !told.has(fact.key) && (fact.isStanding || fact.at >= since));
  if (pending !== null) return reconsider(question, pending, fresh);
  if (listener.state === 'absent' || listener.state === 'held' || fresh.length === 0) return NOTHING;
  const dueAt = dueTime(question, fresh);
  if (dueAt > question.now) return { ...NOTHING, nextLookAt: dueAt };
  return send(question, fresh, null);
}

/** A digest waits in the outbox: it goes as it is, or what is so now goes in its place. */
function reconsider(question: DigestQuestion, pending: PendingDigest, fresh: readonly WakeFact[]): DigestDecision {
  const isTold = new Set(pending.keys);
  const stillSo = question.facts.filter(({ key }) => isTold.has(key));
  const passed = pending.keys.length - stillSo.length;
  if (passed === 0) {
    if (fresh.length === 0) return NOTHING;
    const dueAt = dueTime(question, fresh);
    if (dueAt > question.now) return { ...NOTHING, nextLookAt: dueAt };
  }
  const reason = passed === 0 ? 'there is more to tell' : 'some of it is not so any more';
  const { withdraw } = takeBack(pending, reason);
  if (question.listener.state === 'absent' || stillSo.length + fresh.length === 0) return { ...NOTHING, withdraw };
  return send(question, [...stillSo, ...fresh], withdraw);
}

function send(question: DigestQuestion, facts: readonly WakeFact[], withdraw: DigestDecision['withdraw']): DigestDecision {
  const { text, keys } = composeDigest(question.subject, facts, question.now);
  // What did not fit goes with the next one: the message of this one, when it has come to its end, makes somebody look again.
  return { withdraw, digest: { text, keys }, nextLookAt: null };
}

function takeBack({ messageId }: PendingDigest, reason: string): DigestDecision {
  return { ...NOTHING, withdraw: { messageId, reason } };
}

function dueTime({ lastDigestAt, listener, settings, now }: DigestQuestion, facts: readonly WakeFact[]): Timestamp {
  const { gatherMs, soonEveryMs, digestEveryMs, holdMs } = settings;
  // Times that lie ahead come from a clock that was moved: they count as now.
  const last = lastDigestAt === null ? Number.NEGATIVE_INFINITY : Math.min(lastDigestAt, now);
  const dueAt = Math.min(
    ...facts.map(({ at, urgency }) => Math.max(Math.min(at, now) + gatherMs, last + (urgency === 'soon' ? soonEveryMs : digestEveryMs))),
  );
  return listener.state === 'works' ? Math.max(dueAt, Math.min(listener.since, now) + holdMs) : dueAt;
}
