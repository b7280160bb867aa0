import type { SessionId, SessionKind, SessionPhase } from '@ao/domain';

/** How a session is started; what is not given has its default. The same fields a spawn has. */
export interface SessionStart {
  readonly projectId: string;
  readonly agent?: string | undefined;
  readonly runtime?: string | undefined;
  readonly kind?: SessionKind | undefined;
  readonly prompt?: string | undefined;
  readonly displayName?: string | undefined;
  readonly branch?: string | undefined;
  readonly base?: string | undefined;
  readonly permissionMode?: string | undefined;
  readonly model?: string | undefined;
  readonly command?: readonly string[] | undefined;
  readonly issueId?: string | undefined;
  readonly size?: { readonly columns: number; readonly rows: number } | undefined;
  readonly queue?: boolean | undefined;
  readonly spawnedBy?: string | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** What is found out about a task only when its session is really started. */
export interface SessionTask {
  readonly prompt: string;
  readonly displayName?: string | undefined;
  readonly notices: readonly string[];
}

/** A session that was started, or queued. */
export interface StartedSession {
  readonly sessionId: SessionId;
  readonly phase: SessionPhase;
  readonly notices: readonly string[];
}

/** Starts sessions. */
export interface SessionStarter {
  /**
   * Starts a session or queues it. `task` is called once the request is known to be good and was not answered before under its
   * idempotency key; what it throws is thrown, and nothing was created then.
   */
  start(request: SessionStart, task?: () => Promise<SessionTask>): Promise<StartedSession>;
}
