import type { ActivitySource, LaunchFacts, LaunchState, SessionRecord, Timestamp } from '@ao/domain';
import { withEvidence } from './activity-evidence.ts';

/** The dialogs that can stand in the way of a launch. */
export const LAUNCH_DIALOGS: ReadonlySet<LaunchState> = new Set<LaunchState>(['needs_trust', 'needs_login', 'update_prompt']);

const DIALOG_TEXT: Partial<Record<LaunchState, string>> = {
  needs_trust: 'asks whether it may trust this folder',
  needs_login: 'asks for a login',
  update_prompt: 'offers an update',
};

/** What was seen of a launch. */
export interface LaunchProgress {
  readonly state: LaunchState;
  readonly at: Timestamp;
  readonly source: ActivitySource;
  readonly detail: string | null;
}

/**
 * Moves a launch on. `ready` is never taken back (a login asked for later is a dialog, not a launch), and `crashed` and
 * `timed_out` are decided by the process and the clock, never by what somebody says.
 */
export function withLaunchProgress(record: SessionRecord, progress: LaunchProgress): SessionRecord {
  const launch = record.launch;
  if (launch === null || launch.state === 'ready' || launch.state === 'crashed') return record;
  if (progress.state === 'ready') return withReadyLaunch(record, launch, progress);
  if (!LAUNCH_DIALOGS.has(progress.state)) return record;
  const activity = withEvidence(record.activity, {
    state: 'blocked',
    at: Math.max(progress.at, record.activity.evidenceAt),
    source: progress.source,
    detail: progress.detail ?? DIALOG_TEXT[progress.state] ?? null,
    correlationId: null,
  });
  if (launch.state === progress.state && activity.detail === record.activity.detail && record.activity.state === 'blocked') return record;
  return { ...record, launch: { ...launch, state: progress.state }, activity };
}

function withReadyLaunch(record: SessionRecord, launch: LaunchFacts, progress: LaunchProgress): SessionRecord {
  const ready: LaunchFacts = { ...launch, state: 'ready', readyAt: progress.at };
  const wasDialog = LAUNCH_DIALOGS.has(launch.state) && record.activity.state === 'blocked';
  if (!wasDialog) return { ...record, launch: ready };
  const activity = withEvidence(record.activity, {
    state: 'unknown',
    at: Math.max(progress.at, record.activity.evidenceAt),
    source: progress.source,
    detail: null,
    correlationId: null,
  });
  return { ...record, launch: ready, activity };
}
