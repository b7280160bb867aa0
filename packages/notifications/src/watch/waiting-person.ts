import type { LaunchState, SessionRecord, Timestamp } from '@ao/domain';
import { DEFAULT_LIFECYCLE_POLICY, deriveStatus, type LifecyclePolicy, needsWords } from '@ao/lifecycle';
import type { NoticeRequest } from '@ao/ports';

const LAUNCH_DIALOGS: ReadonlySet<LaunchState> = new Set<LaunchState>(['needs_trust', 'needs_login', 'update_prompt']);

/** A session that waits for a person. */
export interface WaitingPerson {
  readonly notice: NoticeRequest;
  readonly since: Timestamp;
}

/** What a session needs of a person, by the same rules as its status; null when nothing. One request has one key, also after a restart. */
export function waitingPerson(
  record: SessionRecord,
  now: Timestamp,
  policy: LifecyclePolicy = DEFAULT_LIFECYCLE_POLICY,
): WaitingPerson | null {
  if (deriveStatus(record, [], now, policy).status !== 'needs_input') return null;
  const words = needsWords(record);
  return {
    since: record.activity.since,
    notice: {
      key: `needs_you:${record.id}:${record.launch?.id ?? ''}:${subjectOf(record)}`,
      kind: 'needs_you',
      priority: 'high',
      sessionId: record.id,
      text: words === null ? 'needs you' : `needs you: ${words}`,
      url: null,
    },
  };
}

function subjectOf({ launch, activity }: SessionRecord): string {
  if (launch !== null && LAUNCH_DIALOGS.has(launch.state)) return launch.state;
  // The end of a turn can ask again and again under the same name.
  return activity.correlationId === null || activity.correlationId === 'turn-end' ? String(activity.since) : activity.correlationId;
}
