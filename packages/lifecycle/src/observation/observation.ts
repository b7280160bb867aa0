import type {
  ActivitySource,
  EndReason,
  ExitFacts,
  LaunchId,
  ProcessIdentity,
  RuntimeHandle,
  SetupState,
  Timestamp,
  DurationMs,
} from '@ao/domain';
import type { AgentSignal, RuntimeProbe, ScreenReading } from '@ao/ports';

/**
 * A step of an operation (spawn, restore, kill), told by the session manager.
 *
 * - `launched`: `at` is the time right before the terminal was created, so that no hook of the new agent can be older
 * - `launch_ready`: said only where nothing on the screen and no hook could say it
 * - `kill_begun`: from any phase but `ended`; kill always wins over whatever is seen afterwards
 * - `ended`: closes any phase; the first end counts
 * - `restore_begun`, `queued`: the only ways out of `ended`
 * - `queued`: a restore has to wait for a place, or a start that was interrupted and taken back has to wait for one again
 * - `admitted`: a queued session has a place, and is being started
 */
export type OperationObservation =
  | {
      readonly type: 'launched';
      readonly at: Timestamp;
      readonly launchId: LaunchId;
      readonly handle: RuntimeHandle;
      readonly process: ProcessIdentity | null;
      /** Null keeps the conversation id that is known. */
      readonly agentSessionId: string | null;
      readonly expectsSignals: boolean;
      /** How long it may take to become ready. 0: there is nothing to wait for, it counts as ready at once. */
      readonly readyWithinMs: DurationMs;
    }
  | { readonly type: 'launch_ready'; readonly at: Timestamp; readonly launchId: LaunchId }
  | { readonly type: 'kill_begun'; readonly at: Timestamp; readonly deadlineAt: Timestamp }
  | {
      readonly type: 'ended';
      readonly at: Timestamp;
      readonly reason: EndReason;
      readonly message: string | null;
      readonly exit?: ExitFacts | undefined;
    }
  | { readonly type: 'restore_begun'; readonly at: Timestamp; readonly deadlineAt: Timestamp }
  | { readonly type: 'queued'; readonly at: Timestamp }
  | { readonly type: 'admitted'; readonly at: Timestamp; readonly deadlineAt: Timestamp };

/** Something that happened to a session's worktree. Accepted in every phase. */
export type WorkspaceObservation =
  | {
      /** The worktree exists (a spawn made it, or a restore or an undone clean-up rebuilt it). */
      readonly type: 'workspace_ready';
      readonly at: Timestamp;
      readonly path: string;
      readonly branch: string;
      /** Null keeps what is known. */
      readonly baseRef: string | null;
      readonly baseCommit: string | null;
    }
  | { readonly type: 'setup_changed'; readonly at: Timestamp; readonly setup: SetupState; readonly message: string | null }
  /** Its folder is gone. One that is known as rescued stays that. */
  | { readonly type: 'workspace_removed'; readonly at: Timestamp }
  | { readonly type: 'workspace_rescued'; readonly at: Timestamp; readonly rescueRef: string };

/**
 * A piece of evidence, told by an observer. `at` is when it was received; evidence that carries a time of its own is ordered by
 * that time, never by its arrival.
 *
 * - `runtime_probe`: what a look at the terminal showed. `alive` and `unknown` never end anything
 * - `boot_observed`: the machine's boot; a process of another boot is dead beyond doubt
 * - `agent_signal`: what the agent said, and in which launch
 * - `screen_read`: what the rendered screen shows now; the reading is null when this agent's screen cannot be read
 * - `source_lost`: a source the agent should report through cannot be reached since a time. What only that source has said is not
 *   believed any more
 * - `request_answered`: the agent has a person's answer to a request. What it does with it, it has to say itself
 * - `request_released`: who waited at that channel for an answer from outside was let go of, and the agent asks in its terminal instead
 * - `conversation_learned`: the agent's own id of the conversation
 * - `tick`: nothing but the time; deadlines that have passed take effect. Nobody is overdue for time that was not steady, see
 *   `steadyAge` of the domain
 */
export type EvidenceObservation =
  | { readonly type: 'runtime_probe'; readonly at: Timestamp; readonly handle: RuntimeHandle; readonly probe: RuntimeProbe }
  | { readonly type: 'boot_observed'; readonly at: Timestamp; readonly bootId: string }
  | { readonly type: 'agent_signal'; readonly at: Timestamp; readonly launchId: LaunchId; readonly signal: AgentSignal }
  | {
      readonly type: 'screen_read';
      readonly at: Timestamp;
      readonly launchId: LaunchId;
      readonly reading: ScreenReading | null;
      readonly lastOutputAt: Timestamp | null;
      /** True when the agent's own notes were found at the last look: then an unreadable screen is no reason for doubt. */
      readonly notesSeen?: boolean | undefined;
    }
  | {
      readonly type: 'source_lost';
      readonly at: Timestamp;
      readonly launchId: LaunchId;
      readonly source: Extract<ActivitySource, 'api'>;
      readonly since: Timestamp;
      readonly reason: string;
    }
  | { readonly type: 'request_answered'; readonly at: Timestamp; readonly launchId: LaunchId; readonly requestId: string }
  | {
      readonly type: 'request_released';
      readonly at: Timestamp;
      readonly launchId: LaunchId;
      readonly requestId: string;
      readonly channel: string;
    }
  | { readonly type: 'conversation_learned'; readonly at: Timestamp; readonly launchId: LaunchId | null; readonly agentSessionId: string }
  | { readonly type: 'tick'; readonly at: Timestamp; readonly steadySince?: Timestamp | undefined };

/** Everything that can change the facts of a session. */
export type Observation = OperationObservation | WorkspaceObservation | EvidenceObservation;
