import type { Activity, ActivitySource, ActivityState, LaunchFacts, Timestamp } from '@ao/domain';

/** The wall clock may be set back by this much before stored evidence counts as lying in the future. */
const CLOCK_TOLERANCE_MS = 2_000;
const DETAIL_MAX_CHARACTERS = 500;
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f-\u009f]+/g;

/**
 * Stands in the correlation of a state that an agent announced at the end of its turn (it needs a login, it waits for work in the
 * background). Looks at its notes or its screen, which are back at the composer, do not take it back; its next words do.
 */
export const TURN_END = 'turn-end';

/** What a source says about the activity, before it is weighed against what is known. */
export interface ActivityEvidence {
  readonly state: ActivityState;
  readonly at: Timestamp;
  readonly source: ActivitySource;
  readonly detail: string | null;
  readonly correlationId: string | null;
}

/**
 * Tells whether evidence is older than what is already known, by the time it happened.
 *
 * - everything an agent says is newer than the launch itself, whatever the clocks of files and processes say
 * - a timeout is no event: evidence that came before it, but after the last evidence, still counts
 * - evidence stored with a time in the future (the clock was set back) is not defended
 */
export function isOutdated(
  known: Activity,
  evidenceAt: Timestamp,
  now: Timestamp,
  launch: Pick<LaunchFacts, 'firstSignalAt'> | null,
): boolean {
  if (known.source === 'launch') return false;
  if (isFuture(known.evidenceAt, now)) return false;
  if (known.source === 'timeout') return launch?.firstSignalAt !== null && evidenceAt <= known.evidenceAt;
  return evidenceAt < known.evidenceAt;
}

/** Whether a time that is known lies in the future: then it is from before the clock was set back, and says nothing about an order. */
export function isFuture(at: Timestamp, now: Timestamp): boolean {
  return at > now + CLOCK_TOLERANCE_MS;
}

/** The activity after new evidence. Answers the same object when nothing changes. */
export function withEvidence(known: Activity, evidence: ActivityEvidence): Activity {
  const sameState = known.state === evidence.state && known.correlationId !== TURN_END;
  const next: Activity = {
    state: evidence.state,
    since: known.state === evidence.state ? known.since : evidence.at,
    evidenceAt: evidence.at,
    source: evidence.source,
    detail: shortText(evidence.detail) ?? (sameState ? known.detail : null),
    correlationId: evidence.correlationId ?? (sameState ? known.correlationId : null),
  };
  return isSameActivity(known, next) ? known : next;
}

/** The activity after too long a silence: nothing is known any more. The last evidence stays, so that late evidence can correct this. */
export function withTimeout(known: Activity, at: Timestamp, detail: string): Activity {
  return { ...known, state: 'unknown', since: at, source: 'timeout', detail, correlationId: null };
}

/** One line of at most 500 characters without control characters; null when nothing is left. */
export function shortText(text: string | null): string | null {
  if (text === null) return null;
  const line = text.replace(CONTROL_CHARACTERS, ' ').trim().slice(0, DETAIL_MAX_CHARACTERS).toWellFormed();
  return line === '' ? null : line;
}

function isSameActivity(one: Activity, other: Activity): boolean {
  return (
    one.state === other.state &&
    one.since === other.since &&
    one.evidenceAt === other.evidenceAt &&
    one.source === other.source &&
    one.detail === other.detail &&
    one.correlationId === other.correlationId
  );
}
