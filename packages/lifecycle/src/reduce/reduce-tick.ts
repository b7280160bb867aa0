import type { LaunchFacts, SessionRecord, Timestamp } from '@ao/domain';
import type { LifecyclePolicy } from '../lifecycle-policy.ts';
import { withTimeout } from './activity-evidence.ts';
import { LAUNCH_DIALOGS } from './launch-progress.ts';

/** Lets deadlines take effect, so that a change made by time alone is a fact, and therefore an event, like any other. */
export function reduceTick(record: SessionRecord, now: Timestamp, policy: LifecyclePolicy): SessionRecord {
  const launch = record.launch;
  if (record.phase !== 'live' || launch === null) return record;
  if (launch.state === 'starting') {
    return now > launch.deadlineAt ? { ...record, launch: { ...launch, state: 'timed_out' } } : record;
  }
  if (LAUNCH_DIALOGS.has(launch.state)) return record;
  if (isFirstSignalOverdue(record, launch, now, policy)) {
    return { ...record, activity: withTimeout(record.activity, now, 'it has reported nothing since its launch') };
  }
  if (isActiveWithoutEvidence(record, launch, now, policy)) {
    return { ...record, activity: withTimeout(record.activity, now, 'it was working when last heard of, long ago') };
  }
  return record;
}

function isFirstSignalOverdue(record: SessionRecord, launch: LaunchFacts, now: Timestamp, policy: LifecyclePolicy): boolean {
  if (!launch.expectsSignals || launch.firstSignalAt !== null) return false;
  if (record.activity.state !== 'unknown' || record.activity.source === 'timeout') return false;
  return now - launch.startedAt > policy.firstSignalGraceMs;
}

function isActiveWithoutEvidence(record: SessionRecord, launch: LaunchFacts, now: Timestamp, policy: LifecyclePolicy): boolean {
  if (record.activity.state !== 'active') return false;
  const lastSignAt = Math.max(record.activity.evidenceAt, launch.lastSignalAt ?? 0, launch.lastOutputAt ?? 0);
  return now - lastSignAt > policy.activeSilenceMs;
}
