import type { ActivityState, LaunchState, SessionRecord, Timestamp } from '@ao/domain';
import type { ScreenDialog, ScreenReading } from '@ao/ports';
import type { EvidenceObservation } from '../observation/observation.ts';
import type { LifecyclePolicy } from '../lifecycle-policy.ts';
import { isFuture, isOutdated, TURN_END, withEvidence, withTimeout } from './activity-evidence.ts';
import { withLaunchProgress } from './launch-progress.ts';
import { awaitsPerson, shownRequest } from './open-requests.ts';
import { withOutput } from './reduce-probe.ts';
import { withNewerEvidence } from './reduce-request.ts';

type ScreenSeen = Extract<EvidenceObservation, { type: 'screen_read' }>;

const LAUNCH_STATE_OF_DIALOG: Partial<Record<ScreenDialog['kind'], LaunchState>> = {
  trust: 'needs_trust',
  login: 'needs_login',
  update: 'update_prompt',
};

/**
 * Applies what the screen shows. A screen is what the program drew some moments ago, so it counts as evidence for a time
 * `screenSettleMs` before it was read: a hook that fired meanwhile wins.
 */
export function reduceScreen(record: SessionRecord, observation: ScreenSeen, policy: LifecyclePolicy): SessionRecord {
  const launch = record.launch;
  if (record.phase !== 'live' || launch === null || launch.id !== observation.launchId) return record;
  const { reading, at: now } = observation;
  const at = now - policy.screenSettleMs;
  const seen = withOutput(record, launch, observation.lastOutputAt, now, policy);
  if (reading === null || reading.state === 'unknown') return withDisbelief(seen, observation, policy);
  const launchState = launchStateShown(reading);
  const progressed =
    launchState === null
      ? seen
      : withLaunchProgress(seen, { state: launchState, at: now, source: 'screen', detail: reading.dialog?.text ?? null });
  const state = activityShown(reading);
  if (state === null || (progressed !== seen && progressed.launch?.state !== 'ready')) return progressed;
  return withShownActivity(progressed, { state, at, now, detail: reading.dialog?.text ?? null }, policy);
}

function launchStateShown(reading: ScreenReading): LaunchState | null {
  if (reading.launch !== null) return reading.launch;
  if (reading.state === 'composer' || reading.state === 'busy') return 'ready';
  return reading.dialog === null ? null : (LAUNCH_STATE_OF_DIALOG[reading.dialog.kind] ?? null);
}

function activityShown(reading: ScreenReading): ActivityState | null {
  switch (reading.state) {
    case 'composer':
      return 'idle';
    case 'busy':
      return 'active';
    case 'dialog':
      return reading.dialog?.kind === 'question' ? 'waiting_input' : 'blocked';
    case 'starting':
    case 'unknown':
      return null;
  }
}

function withShownActivity(
  record: SessionRecord,
  shown: { readonly state: ActivityState; readonly at: Timestamp; readonly now: Timestamp; readonly detail: string | null },
  policy: LifecyclePolicy,
): SessionRecord {
  const known = record.activity;
  if (known.state === 'waiting_input' && known.source === 'report') return record;
  if (known.correlationId === TURN_END && shown.state === 'idle') return record;
  if (isOutdated(known, shown.at, shown.now, record.launch)) return record;
  const isFresh = shown.at - known.evidenceAt < policy.screenRefreshMs && !isFuture(known.evidenceAt, shown.now);
  // The dialog of a request that is known as data: its picture says the same in other words.
  if (awaitsPerson({ ...known, state: shown.state }) && shownRequest(record) !== null) {
    return isFresh ? record : withNewerEvidence(record, shown.at);
  }
  const saysNothingNew = shown.detail === null || shown.detail === known.detail;
  if (known.state === shown.state && saysNothingNew && isFresh) return record;
  return {
    ...record,
    activity: withEvidence(known, { state: shown.state, at: shown.at, source: 'screen', detail: shown.detail, correlationId: null }),
  };
}

/**
 * An agent that should report, and yet goes on printing something nobody can read while it says nothing: neither `idle` nor, after a
 * longer while, `active` is believed any more. Not while the agent notes what it does: then its screen does not matter.
 */
function withDisbelief(record: SessionRecord, seen: ScreenSeen, policy: LifecyclePolicy): SessionRecord {
  const { activity, launch } = record;
  const { at: now, lastOutputAt } = seen;
  if (launch?.expectsSignals !== true || lastOutputAt === null || isFuture(lastOutputAt, now) || seen.notesSeen === true) return record;
  if (activity.state !== 'idle' && activity.state !== 'active') return record;
  const heard = [activity.evidenceAt, launch.lastSignalAt ?? 0];
  // What was heard in the future was heard before the clock was set back: whatever is printed now may just follow it.
  if (heard.every((at) => isFuture(at, now))) return record;
  const lastHeardAt = Math.max(...heard.filter((at) => !isFuture(at, now)));
  const patienceMs = activity.state === 'idle' ? policy.silentHooksMs : policy.silentWorkMs;
  if (Math.min(lastOutputAt, now) - lastHeardAt <= patienceMs) return record;
  return { ...record, activity: withTimeout(activity, now, 'its screen keeps changing, but it reports nothing') };
}
