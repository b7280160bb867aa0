import type { ProjectId } from '../ids/project-id.ts';
import type { AgentName, RuntimeName } from '../ids/other-ids.ts';
import type { SessionId } from '../ids/session-id.ts';
import type { Timestamp } from '../time/timestamp.ts';
import type { Activity } from './activity.ts';
import type { AgentRequest } from './agent-request.ts';
import type { ExitFacts } from './exit.ts';
import type { LaunchFacts } from './launch.ts';
import type { PermissionMode } from './permission-mode.ts';
import type { WorkspaceFacts } from './workspace-facts.ts';

/** `worker`: works on a task. `orchestrator`: coordinates the workers of a project. */
export const SESSION_KINDS = ['worker', 'orchestrator'] as const;

/** One of {@link SESSION_KINDS}. */
export type SessionKind = (typeof SESSION_KINDS)[number];

/**
 * The stage of a session's life. Stages between two others have a deadline.
 *
 * - `queued`: a spawn or restore was accepted and waits for a place; nothing was begun for it yet
 * - `starting`: an operation is preparing worktree and terminal
 * - `live`: the agent was launched and is not known to have ended
 * - `stopping`: a kill is under way
 * - `ended`: the agent is gone; the session may be restored
 */
export const SESSION_PHASES = ['queued', 'starting', 'live', 'stopping', 'ended'] as const;

/** One of {@link SESSION_PHASES}. */
export type SessionPhase = (typeof SESSION_PHASES)[number];

/** The phases in which a session takes one of the places that limits share out. */
export const RUNNING_PHASES = ['starting', 'live', 'stopping'] as const satisfies readonly SessionPhase[];

/** Every phase but `ended`. */
export const OPEN_PHASES = ['queued', ...RUNNING_PHASES] as const satisfies readonly SessionPhase[];

/**
 * Why a session ended.
 *
 * - `killed`: someone asked for it
 * - `exited`: the agent's process ended by itself
 * - `lost`: the process vanished without a record, for example in a reboot
 * - `spawn_failed`: it never came to life; everything created for it was removed again
 * - `merged`: its pull request was merged
 */
export const END_REASONS = ['killed', 'exited', 'lost', 'spawn_failed', 'merged'] as const;

/** One of {@link END_REASONS}. */
export type EndReason = (typeof END_REASONS)[number];

/** The end of a session. */
export interface SessionEnd {
  readonly at: Timestamp;
  readonly reason: EndReason;
  /** For people: the error of a failed spawn, or a note. */
  readonly message: string | null;
}

/** What is fixed when a session is created. */
export interface SessionIdentity {
  readonly id: SessionId;
  readonly projectId: ProjectId;
  readonly number: number;
  readonly kind: SessionKind;
  readonly agent: AgentName;
  readonly runtime: RuntimeName;
  readonly permissionMode: PermissionMode;
  readonly model: string | null;
  /** The program and its arguments, for the agent that runs any command. */
  readonly command: readonly string[] | null;
  readonly issueId: string | null;
  /** The first prompt as the person gave it; null when there was none. */
  readonly prompt: string | null;
  /** The session whose agent started it; null when a person or the daemon did. */
  readonly spawnedBy: SessionId | null;
  readonly createdAt: Timestamp;
}

/** What changes in a session's life. Written by lifecycle only. */
export interface SessionFacts {
  readonly phase: SessionPhase;
  /** When a `starting` or `stopping` phase is overdue; null in the others. */
  readonly phaseDeadlineAt: Timestamp | null;
  readonly workspace: WorkspaceFacts;
  /** Null until the first launch. */
  readonly launch: LaunchFacts | null;
  readonly activity: Activity;
  /** What the agent wants of a person and nobody has answered yet, oldest first; only while the activity is `blocked` or `waiting_input`. */
  readonly requests: readonly AgentRequest[];
  readonly exit: ExitFacts | null;
  readonly end: SessionEnd | null;
  /** The agent's own id of the conversation, stored as soon as it is known. */
  readonly agentSessionId: string | null;
}

/** One session as stored: only facts, never a display status. */
export interface SessionRecord extends SessionIdentity, SessionFacts {
  readonly displayName: string | null;
  readonly updatedAt: Timestamp;
}
