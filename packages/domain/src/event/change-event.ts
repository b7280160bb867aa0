import type { ProjectId } from '../ids/project-id.ts';
import type { SessionId } from '../ids/session-id.ts';
import type { Timestamp } from '../time/timestamp.ts';

/**
 * What can be read in the change log. Database triggers write it in the transaction of the change itself.
 * History of this vocabulary: version 1 is the first.
 */
export const CHANGE_EVENT_TYPES = [
  'project.added',
  'project.updated',
  'project.removed',
  'session.created',
  'session.updated',
  'message.created',
  'message.updated',
  'operation.started',
  'operation.updated',
  'pull_request.created',
  'pull_request.updated',
  'pull_request.session_changed',
  'notice.created',
  'notice.updated',
  'pull_request.removed',
  'report.created',
  'report.updated',
] as const;

/** One of {@link CHANGE_EVENT_TYPES}. */
export type ChangeEventType = (typeof CHANGE_EVENT_TYPES)[number];

/** The version of the event vocabulary and of the payloads. */
export const CHANGE_EVENT_VERSION = 1;

/** One committed change. */
export interface ChangeEvent {
  /** Position in the log: strictly increasing, without gaps between retained events. */
  readonly sequence: number;
  readonly type: ChangeEventType;
  readonly at: Timestamp;
  readonly projectId: ProjectId | null;
  readonly sessionId: SessionId | null;
  /** A few facts of the changed row, see docs/events.md; read the resource for everything. */
  readonly payload: Readonly<Record<string, unknown>>;
}
