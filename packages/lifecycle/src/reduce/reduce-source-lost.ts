import type { SessionRecord } from '@ao/domain';
import type { EvidenceObservation } from '../observation/observation.ts';
import { withTimeout } from './activity-evidence.ts';

/**
 * Applies the loss of a source. `active` and `idle` that only this source has told, before it was lost, are not believed any more.
 * That somebody is needed stays: it is the safe side, and the screen will show when it is over.
 */
export function reduceSourceLost(record: SessionRecord, lost: Extract<EvidenceObservation, { type: 'source_lost' }>): SessionRecord {
  const { activity, launch } = record;
  if (record.phase !== 'live' || launch?.id !== lost.launchId || launch.state !== 'ready') return record;
  if (activity.source !== lost.source || activity.evidenceAt > lost.since) return record;
  if (activity.state !== 'active' && activity.state !== 'idle') return record;
  return { ...record, activity: withTimeout(activity, lost.at, `its interface cannot be reached: ${lost.reason}`) };
}
