import type { Activity, LaunchFacts, SessionRecord, Timestamp } from '@ao/domain';
import type { OperationObservation } from '../observation/observation.ts';
import { shortText } from './activity-evidence.ts';
import { withEnd } from './session-ending.ts';

/** Applies a step of an operation. */
export function reduceOperation(record: SessionRecord, observation: OperationObservation): SessionRecord {
  switch (observation.type) {
    case 'launched':
      return withLaunch(record, observation);
    case 'launch_ready':
      return withDeclaredReady(record, observation);
    case 'kill_begun':
      if (record.phase === 'ended' || record.phase === 'stopping') return record;
      return { ...record, phase: 'stopping', phaseDeadlineAt: observation.deadlineAt };
    case 'ended':
      return withEnd(record, {
        end: { at: observation.at, reason: observation.reason, message: shortText(observation.message) },
        exit: observation.exit ?? null,
      });
    case 'restore_begun':
      if (record.phase !== 'ended') return record;
      return {
        ...record,
        phase: 'starting',
        phaseDeadlineAt: observation.deadlineAt,
        end: null,
        exit: null,
        activity: activityAtLaunch(observation.at),
      };
    case 'queued':
      if (record.phase !== 'ended' && record.phase !== 'starting') return record;
      return { ...record, phase: 'queued', phaseDeadlineAt: null, end: null, exit: null, activity: activityAtLaunch(observation.at) };
    case 'admitted':
      if (record.phase !== 'queued') return record;
      return { ...record, phase: 'starting', phaseDeadlineAt: observation.deadlineAt };
  }
}

/**
 * A launch belongs to a session that is starting. When a kill came in between, the terminal is still recorded, so that the
 * kill can find it; an ended session takes no launch at all.
 */
function withLaunch(record: SessionRecord, launched: Extract<OperationObservation, { type: 'launched' }>): SessionRecord {
  if (record.phase !== 'starting' && record.phase !== 'stopping') return record;
  if (record.launch?.id === launched.launchId) return record;
  const readyAtOnce = launched.readyWithinMs <= 0;
  const launch: LaunchFacts = {
    id: launched.launchId,
    attempt: (record.launch?.attempt ?? 0) + 1,
    state: readyAtOnce ? 'ready' : 'starting',
    startedAt: launched.at,
    deadlineAt: launched.at + Math.max(0, launched.readyWithinMs),
    readyAt: readyAtOnce ? launched.at : null,
    handle: launched.handle,
    process: launched.process,
    expectsSignals: launched.expectsSignals,
    firstSignalAt: null,
    lastSignalAt: null,
    lastOutputAt: null,
  };
  const agentSessionId = launched.agentSessionId ?? record.agentSessionId;
  if (record.phase === 'stopping') return { ...record, launch, agentSessionId };
  return { ...record, phase: 'live', phaseDeadlineAt: null, launch, agentSessionId, activity: activityAtLaunch(launched.at) };
}

function withDeclaredReady(record: SessionRecord, ready: Extract<OperationObservation, { type: 'launch_ready' }>): SessionRecord {
  const launch = record.launch;
  if (record.phase !== 'live' || launch === null || launch.id !== ready.launchId) return record;
  if (launch.state !== 'starting' && launch.state !== 'timed_out') return record;
  return { ...record, launch: { ...launch, state: 'ready', readyAt: ready.at } };
}

function activityAtLaunch(at: Timestamp): Activity {
  return { state: 'unknown', since: at, evidenceAt: at, source: 'launch', detail: null, correlationId: null };
}
