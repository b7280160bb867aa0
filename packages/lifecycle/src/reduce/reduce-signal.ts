import type { ActivitySource, LaunchFacts, SessionRecord, Timestamp } from '@ao/domain';
import type { AgentSignal } from '@ao/ports';
import type { EvidenceObservation } from '../observation/observation.ts';
import { isFuture, isOutdated, TURN_END, withEvidence } from './activity-evidence.ts';
import { withConversation } from './conversation.ts';
import { withLaunchProgress } from './launch-progress.ts';
import { awaitsPerson, cleanRequest } from './open-requests.ts';
import { repeatsOpenRequest, withNewerEvidence, withNewRequest, withRequestCleared } from './reduce-request.ts';

type ActivitySignal = Extract<AgentSignal, { type: 'activity' }>;

/** What the agent itself says. A status file is looked at, not said, and a screen even less: those never count as a signal. */
const SPOKEN_SOURCES: ReadonlySet<ActivitySource> = new Set<ActivitySource>(['hook', 'api', 'report']);
/** Sources that speak for the session as a whole, never for a sub-agent or a step inside the turn. Hooks and interfaces tell which they do. */
const WHOLE_SESSION_SOURCES: ReadonlySet<ActivitySource> = new Set<ActivitySource>(['status_file', 'report']);

/** Applies what an agent said. What another launch said is ignored, and so is everything once the session is not live. */
export function reduceSignal(record: SessionRecord, observation: Extract<EvidenceObservation, { type: 'agent_signal' }>): SessionRecord {
  const { signal, launchId, at: now } = observation;
  const launch = record.launch;
  if (launch === null || launch.id !== launchId) return record;
  if (signal.type === 'conversation') return withConversation(withSignOfLife(record, launch, signal, now), signal.agentSessionId);
  if (record.phase !== 'live') return record;
  const at = Math.min(signal.at, now);
  const heard = withSignOfLife(record, launch, signal, now);
  switch (signal.type) {
    case 'alive':
      return heard;
    case 'launch':
      return withLaunchProgress(heard, { state: signal.state, at, source: signal.source, detail: signal.detail });
    case 'prompt_submitted':
      return withActivitySignal(
        heard,
        { ...signal, type: 'activity', state: 'active', detail: null, correlationId: null, turnBoundary: true },
        at,
        now,
      );
    case 'request_cleared':
      return withRequestCleared(heard, signal, { at, now });
    case 'activity':
      return withActivitySignal(heard, signal, at, now);
  }
}

function withSignOfLife(record: SessionRecord, launch: LaunchFacts, signal: AgentSignal, now: Timestamp): SessionRecord {
  if (!SPOKEN_SOURCES.has(signal.source) || record.phase !== 'live') return record;
  const at = Math.min(signal.at, now);
  const { firstSignalAt, lastSignalAt } = launch;
  if (lastSignalAt !== null && at <= lastSignalAt && !isFuture(lastSignalAt, now)) return record;
  return { ...record, launch: { ...launch, firstSignalAt: Math.min(firstSignalAt ?? at, at), lastSignalAt: at } };
}

function withActivitySignal(record: SessionRecord, signal: ActivitySignal, at: Timestamp, now: Timestamp): SessionRecord {
  const { state, source, detail } = signal;
  const request = signal.request === undefined || !isAsking(signal) ? null : cleanRequest(signal.request, now);
  if (request !== null) return withNewRequest(record, signal, request, { at, now });
  const ready = impliesReady(record, signal) ? withLaunchProgress(record, { state: 'ready', at, source, detail: null }) : record;
  if (goesOnWithRequest(record, signal)) return withRequestCleared(ready, signal, { at, now });
  const known = record.activity;
  if (isOutdated(known, at, now, record.launch)) return ready;
  if (repeatsOpenRequest(record, signal)) return withNewerEvidence(ready, at);
  const rest = endsRequests(signal) && ready.requests.length > 0 ? { ...ready, requests: [] } : ready;
  if (!mayOverride(record, signal)) return rest;
  const correlationId = signal.correlationId ?? (isAnnouncement(signal) ? TURN_END : null);
  const activity = withEvidence(known, { state, at, source, detail, correlationId });
  return activity === rest.activity ? rest : { ...rest, activity };
}

function isAsking(signal: ActivitySignal): boolean {
  return signal.state === 'blocked' || signal.state === 'waiting_input';
}

/** The very tool that somebody was asked about goes on. */
function goesOnWithRequest(record: SessionRecord, signal: ActivitySignal): boolean {
  if (signal.state !== 'active' || signal.turnBoundary || !awaitsPerson(record.activity)) return false;
  return record.requests.some(({ id }) => id === signal.correlationId);
}

/** A turn that begins or ends, and a session that as a whole works or rests, ask nothing any more. */
function endsRequests(signal: ActivitySignal): boolean {
  return signal.turnBoundary || (isWholeSession(signal) && !isAsking(signal));
}

function isWholeSession(signal: ActivitySignal): boolean {
  return signal.turnBoundary || WHOLE_SESSION_SOURCES.has(signal.source);
}

/** A turn that ends with anything but rest. A turn that begins says nothing about itself. */
function isAnnouncement(signal: ActivitySignal): boolean {
  if (!signal.turnBoundary || signal.source === 'report' || !SPOKEN_SOURCES.has(signal.source)) return false;
  return signal.state === 'blocked' || signal.state === 'waiting_input' || (signal.state === 'active' && signal.detail !== null);
}

/** An agent that works or waits for its next message listens, whatever its screen looked like before. */
function impliesReady(record: SessionRecord, signal: ActivitySignal): boolean {
  if (signal.state !== 'active' && signal.state !== 'idle') return false;
  if (SPOKEN_SOURCES.has(signal.source)) return true;
  return signal.source === 'status_file' && (record.launch?.state === 'starting' || record.launch?.state === 'timed_out');
}

/**
 * The rules between states. Most evidence simply replaces what was known; these are the exceptions:
 *
 * - a dialog or question is not cleared from inside the turn (it may be a sub-agent that goes on), except by the very request that caused it
 * - what an agent announced at the end of its turn is not taken back by a look at its notes
 * - a question the agent reported by itself outlives the end of its turn; the next prompt answers it
 * - the end of a sub-agent is not the end of the turn
 * - a question announced after the end of the turn is a reminder, not a state
 */
function mayOverride(record: SessionRecord, signal: ActivitySignal): boolean {
  const known = record.activity;
  const wholeSession = isWholeSession(signal);
  const isLook = !SPOKEN_SOURCES.has(signal.source);
  if (isLook && known.correlationId === TURN_END && signal.state !== 'blocked' && signal.state !== 'waiting_input') return false;
  switch (known.state) {
    case 'blocked':
    case 'waiting_input':
      if (signal.state === 'blocked' || signal.state === 'waiting_input') return true;
      if (known.state === 'waiting_input' && known.source === 'report') {
        return signal.source === 'report' || (signal.state === 'active' && signal.turnBoundary && signal.source !== 'status_file');
      }
      return wholeSession || (known.correlationId !== null && signal.correlationId === known.correlationId);
    case 'active':
      return signal.state !== 'idle' || wholeSession;
    case 'idle':
      return signal.state !== 'waiting_input' || wholeSession || signal.correlationId !== null;
    case 'unknown':
      return true;
    case 'exited':
      return false;
  }
}
