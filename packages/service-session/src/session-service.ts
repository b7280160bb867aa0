import type { MessageRecord, MessageSender, OperationRecord, RequestChoice, SessionStatus, StatusFact, SessionId } from '@ao/domain';
import type { OwnAttachCommand, RemovalPlan, RemovalResult, ScreenSnapshot, WorkspaceChanges } from '@ao/ports';
import type { AgentRequestView, SessionView } from './session-view.ts';

/** What a person gives to start a session. Ids are text here; they are checked by the service. */
export interface SpawnRequest {
  readonly projectId: string;
  readonly agent?: string | undefined;
  readonly runtime?: string | undefined;
  readonly kind?: 'worker' | 'orchestrator' | undefined;
  readonly prompt?: string | undefined;
  readonly displayName?: string | undefined;
  readonly branch?: string | undefined;
  readonly base?: string | undefined;
  readonly permissionMode?: string | undefined;
  readonly model?: string | undefined;
  readonly command?: readonly string[] | undefined;
  readonly issueId?: string | undefined;
  /** The session whose agent asks for it; told by its token. */
  readonly spawnedBy?: string | undefined;
  readonly size?: { readonly columns: number; readonly rows: number } | undefined;
  /** Wait in the queue when no more sessions may run (default), or be refused with `SESSION_LIMIT_REACHED`. */
  readonly queue?: boolean | undefined;
  /** The same key with the same request answers the session made the first time. */
  readonly idempotencyKey?: string | undefined;
}

/** What is found out about a task only when its session is really started, for example by reading the issue it is about. */
export interface SpawnTask {
  readonly prompt: string;
  readonly displayName?: string | undefined;
  /** Things people should know. */
  readonly notices: readonly string[];
}

/** Which sessions to list. */
export interface SessionListRequest {
  readonly projectId?: string | undefined;
  /** Ended sessions too. Default false. */
  readonly includeEnded?: boolean | undefined;
}

/** A message as a person or a program sends it. */
export interface SendMessageRequest {
  readonly sessionId: string;
  readonly text: string;
  readonly id?: string | undefined;
  readonly sender: MessageSender;
  readonly urgent?: boolean | undefined;
}

/** Everything that is known about why a session has its status. */
export interface SessionExplanation {
  readonly session: SessionView;
  /** The evidence, newest last: process, launch, hooks, second source, screen. */
  readonly evidence: readonly StatusFact[];
  /** The open dialog or what the screen looks like; null when the screen cannot be read. */
  readonly screen: { readonly state: string; readonly text: string | null } | null;
  readonly operations: readonly OperationRecord[];
  readonly messages: readonly MessageRecord[];
}

/** One line of a cleanup: what will be, or was, done with a worktree. */
export interface CleanupItem {
  readonly sessionId: string;
  readonly plan: RemovalPlan;
  /** Null in a dry run. */
  readonly result: RemovalResult | null;
}

/** What a kill did. */
export interface KillResult {
  readonly session: SessionView;
  /** True when the worktree was removed (only with `removeWorktree`, and only when that was safe). */
  readonly worktreeRemoved: boolean;
  /** Uncommitted files left in the kept worktree. */
  readonly dirtyFiles: number;
  readonly notices: readonly string[];
}

/** What became of an answer to a request of the agent. */
export interface AnswerResult {
  /** The session after the answer was given: it changes by what the agent says, and so may ask the same still. */
  readonly session: SessionView;
  readonly request: AgentRequestView;
  readonly choice: RequestChoice;
  /** How the answer was given, for people. */
  readonly evidence: string;
}

/** What a client waits for: a status, or one of the words `blocked` (needs input), `done` (idle, exited, terminated or merged), `ended`. */
export type WaitCondition = SessionStatus | 'blocked' | 'done' | 'ended';

/** Use cases around sessions. Every id is checked: `INVALID_SESSION_ID`, `SESSION_NOT_FOUND`. */
export interface SessionService {
  /**
   * Starts a session and resolves when the agent's process runs, or at once when it has to wait in the queue (the phase is `queued`
   * then). What was begun goes on when the caller goes away. `task` is called once the request is known to be good, and not for one
   * that was carried out before under its idempotency key; its prompt and name take the place of those given. What it throws is
   * thrown, and nothing was created then.
   */
  spawn(
    request: SpawnRequest,
    task?: () => Promise<SpawnTask>,
  ): Promise<{ readonly session: SessionView; readonly notices: readonly string[] }>;
  get(id: string): SessionView;
  list(request: SessionListRequest): readonly SessionView[];
  /** Sessions whose agent vanished, for example in a reboot, and whose worktree is still there: what a restore would bring back. */
  lost(projectId?: string): readonly SessionId[];
  /** The same sessions with `resources` measured. Takes a look at the process table: for whoever asks for it. */
  withResources(views: readonly SessionView[]): Promise<readonly SessionView[]>;
  explain(id: string): Promise<SessionExplanation>;
  rename(id: string, displayName: string): SessionView;
  /** Brings an ended session back, or queues it. */
  restore(
    id: string,
    options?: { readonly queue?: boolean | undefined },
  ): Promise<{ readonly session: SessionView; readonly resumed: boolean; readonly notices: readonly string[] }>;
  /** Ends a session. Always succeeds for a session that exists; already ended is success. */
  kill(id: string, options: { readonly removeWorktree?: boolean | undefined }): Promise<KillResult>;
  /** Plans (and with `execute` carries out) the removal of ended sessions' worktrees. */
  cleanup(request: {
    readonly projectId?: string | undefined;
    readonly sessionIds?: readonly string[] | undefined;
    readonly execute: boolean;
    /** Also remove worktrees with work of their own, after saving it under a rescue ref. */
    readonly save: boolean;
  }): Promise<readonly CleanupItem[]>;
  /** Rebuilds the worktree a cleanup removed, with everything that was in it. */
  undoCleanup(id: string): Promise<{ readonly session: SessionView; readonly path: string }>;
  send(request: SendMessageRequest): MessageRecord;
  message(id: string): MessageRecord;
  messages(sessionId: string, limit: number): readonly MessageRecord[];
  /** Resolves when the message is final, or as it is when the signal is aborted. */
  settled(messageId: string, signal: AbortSignal): Promise<MessageRecord>;
  screen(id: string): Promise<ScreenSnapshot>;
  /** How a person attaches with the runtime's own tool; null where it has none. */
  attachCommand(id: string): Promise<OwnAttachCommand | null>;
  lines(id: string, count: number): Promise<readonly string[]>;
  changes(id: string): Promise<WorkspaceChanges>;
  diff(id: string): Promise<string>;
  /** Resolves as soon as one of the conditions holds (at once if it does already). Rejects with `WAIT_TIMEOUT` when the signal is aborted first, with `SESSION_ENDED` when it cannot hold any more. */
  wait(id: string, until: readonly WaitCondition[], signal: AbortSignal): Promise<SessionView>;
  /**
   * Answers a request of the agent through its own channel, and resolves when the agent has the answer and has gone on; when it does
   * not say so, two seconds after it has it. Rejects with
   * `AGENT_REQUEST_NOT_FOUND`, `AGENT_REQUEST_GONE` (answered already, or nobody waits any more), `AGENT_REQUEST_NOT_ANSWERABLE`,
   * `AGENT_REQUEST_CHOICE_UNKNOWN`, `AGENT_INTERFACE_UNREACHABLE`.
   */
  answer(
    id: string,
    answer: { readonly requestId: string; readonly choice: string; readonly message?: string | undefined },
  ): Promise<AnswerResult>;
  /** What an agent reports about itself with its session token. */
  report(id: string, report: { readonly state: 'active' | 'idle' | 'waiting_input'; readonly detail?: string | undefined }): SessionView;
}
