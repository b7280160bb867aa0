import { type LaunchFacts, type SessionRecord, steadyAge, type Timestamp } from '@ao/domain';
import type { LifecyclePolicy } from '../lifecycle-policy.ts';
import type { Observation } from '../observation/observation.ts';
import { withTimeout } from './activity-evidence.ts';
import { LAUNCH_DIALOGS } from './launch-progress.ts';

/** Lets deadlines take effect, so that a change made by time alone is a fact, and therefore an event, like any other. */
export function reduceTick(record: SessionRecord, tick: Extract<Observation, { type: 'tick' }>, policy: LifecyclePolicy): SessionRecord {
  const { at: now, steadySince = Number.NEGATIVE_INFINITY } = tick;
  const launch = record.launch;
  if (record.phase !== 'live' || launch === null) return record;
  if (launch.state === 'starting') {
    return ageOf(launch.startedAt) > launch.deadlineAt - launch.startedAt
      ? { ...record, launch: { ...launch, state: 'timed_out' } }
      : record;
  }
  if (LAUNCH_DIALOGS.has(launch.state)) return record;
  if (hasNotSpoken(record, launch) && ageOf(launch.startedAt) > policy.firstSignalGraceMs) {
    return { ...record, activity: withTimeout(record.activity, now, 'it has reported nothing since its launch') };
  }
  if (record.activity.state === 'active' && silenceOf(record, launch) > policy.activeSilenceMs) {
    return { ...record, activity: withTimeout(record.activity, now, 'it was working when last heard of, long ago') };
  }
  return record;

  /** The age of the youngest sign. Not of the latest: one of the future is from before the clock was set back, and may be an old one. */
  function silenceOf({ activity }: SessionRecord, { lastSignalAt, lastOutputAt }: LaunchFacts): number {
    const signs = [activity.evidenceAt, lastSignalAt, lastOutputAt].filter((at) => at !== null);
    return Math.min(...signs.map(ageOf));
  }

  function ageOf(at: Timestamp): number {
    return steadyAge(at, now, steadySince);
  }
}

function hasNotSpoken({ activity }: SessionRecord, launch: LaunchFacts): boolean {
  if (!launch.expectsSignals || launch.firstSignalAt !== null) return false;
  return activity.state === 'unknown' && activity.source !== 'timeout';
}
