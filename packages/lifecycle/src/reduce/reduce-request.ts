import type { AgentRequest, SessionRecord, Timestamp } from '@ao/domain';
import type { AgentSignal } from '@ao/ports';
import type { EvidenceObservation } from '../observation/observation.ts';
import { isFuture, isOutdated, TURN_END, withEvidence } from './activity-evidence.ts';
import { activityOfRequest, awaitsPerson, shownRequest, withRequest } from './open-requests.ts';

type ActivitySignal = Extract<AgentSignal, { type: 'activity' }>;

/** When something was said, and when it was heard. */
export interface SignalTimes {
  readonly at: Timestamp;
  readonly now: Timestamp;
}

/**
 * Adds a request to those that stand open.
 *
 * - the activity goes on speaking of the request it speaks of; the new one waits its turn
 * - a look that came first (a status file says `waiting` a moment after the hook fired, and may be read before it) has told less: the
 *   request is added to the block that is known already
 */
export function withNewRequest(record: SessionRecord, signal: ActivitySignal, request: AgentRequest, times: SignalTimes): SessionRecord {
  const { at, now } = times;
  const known = record.activity;
  const outdated = isOutdated(known, at, now, record.launch);
  const isDescribed = known.correlationId === TURN_END || known.source === 'report';
  if (outdated && (!awaitsPerson(known) || isDescribed)) return record;
  const requests = withRequest(signal.turnBoundary ? [] : record.requests, request);
  const changed = requests === record.requests ? record : { ...record, requests };
  const shown = shownRequest(changed);
  if (shown !== null && shown.id !== request.id) return outdated ? changed : withNewerEvidence(changed, at);
  const { state, source } = signal;
  const activity = outdated
    ? withoutChange(known, { ...known, state, detail: request.text, correlationId: request.id })
    : withEvidence(known, { state, at, source, detail: request.text, correlationId: request.id });
  return activity === known ? changed : { ...changed, activity };
}

/** Ends one request, or the block without data that has this correlation. With others open the session stays blocked by the next. */
export function withRequestCleared(
  record: SessionRecord,
  cleared: Pick<ActivitySignal, 'correlationId' | 'source'>,
  times: SignalTimes,
): SessionRecord {
  const { correlationId, source } = cleared;
  const { at, now } = times;
  const known = record.activity;
  const request = record.requests.find(({ id }) => id === correlationId);
  if (request !== undefined && at < request.askedAt && !isFuture(request.askedAt, now)) return record;
  const requests = request === undefined ? record.requests : record.requests.filter((other) => other !== request);
  const rest = request === undefined ? record : { ...record, requests };
  if (!awaitsPerson(known) || known.correlationId !== correlationId || known.source === 'report') return rest;
  const outdated = isOutdated(known, at, now, record.launch);
  const [next] = requests;
  if (next !== undefined) {
    if (outdated && request === undefined) return rest;
    const evidenceAt = Math.max(known.evidenceAt, at);
    return { ...rest, activity: activityOfRequest(next, { ...known, evidenceAt, source }) };
  }
  // What was seen after the end of the request is another matter, of which nothing is told yet.
  if (outdated) return request === undefined ? rest : { ...rest, activity: { ...known, detail: null, correlationId: null } };
  return { ...rest, activity: withEvidence(known, { state: 'active', at, source, detail: null, correlationId: null }) };
}

/**
 * Takes an answered request from those that stand open. The session stays blocked until the agent says that it goes on: by the next
 * request, or by the one that was answered.
 */
export function reduceAnswer(
  record: SessionRecord,
  { launchId, requestId }: Extract<EvidenceObservation, { type: 'request_answered' }>,
): SessionRecord {
  if (record.phase !== 'live' || record.launch?.id !== launchId) return record;
  const requests = record.requests.filter(({ id }) => id !== requestId);
  if (requests.length === record.requests.length) return record;
  const { activity } = record;
  const [next] = requests;
  const isShown = activity.correlationId === requestId && activity.source !== 'report';
  return next === undefined || !isShown ? { ...record, requests } : { ...record, requests, activity: activityOfRequest(next, activity) };
}

/** A released request stands open and blocks as before, and can be answered in the terminal only. One that was asked anew is another. */
export function reduceRelease(
  record: SessionRecord,
  { launchId, requestId, channel }: Extract<EvidenceObservation, { type: 'request_released' }>,
): SessionRecord {
  if (record.phase !== 'live' || record.launch?.id !== launchId) return record;
  const released = record.requests.find((request) => request.id === requestId && request.channel === channel);
  if (released === undefined) return record;
  const inTerminal: AgentRequest = { ...released, choices: [], channel: null };
  return { ...record, requests: record.requests.map((request) => (request === released ? inTerminal : request)) };
}

/** Whether a signal says no more than that the session is still blocked by what it is known to ask. */
export function repeatsOpenRequest(record: SessionRecord, signal: ActivitySignal): boolean {
  if (signal.turnBoundary || signal.source === 'report' || !awaitsPerson({ ...record.activity, state: signal.state })) return false;
  if (shownRequest(record) === null) return false;
  return signal.correlationId === null || record.requests.some(({ id }) => id === signal.correlationId);
}

/** The same activity, seen again. */
export function withNewerEvidence(record: SessionRecord, at: Timestamp): SessionRecord {
  return at <= record.activity.evidenceAt ? record : { ...record, activity: { ...record.activity, evidenceAt: at } };
}

function withoutChange(known: SessionRecord['activity'], next: SessionRecord['activity']): SessionRecord['activity'] {
  const isSame = known.state === next.state && known.detail === next.detail && known.correlationId === next.correlationId;
  return isSame ? known : next;
}
