import type { QueuePlace, SessionId, SessionRecord } from '@ao/domain';
import type {
  CleanupCommand,
  CleanupOutcome,
  KillOptions,
  KillOutcome,
  ReconcileReport,
  RestoreOptions,
  RestoreOutcome,
  SpawnCommand,
  SpawnOutcome,
} from './session-commands.ts';

/**
 * The engine behind the commands on sessions.
 *
 * - every command of several steps is journalled: a crash at any point is finished or undone by {@link SessionManager.reconcile}
 * - what was begun goes on when the caller goes away; the promise is only the news of it
 * - one operation at a time per session: others are refused with `SESSION_BUSY`, except a kill, which cancels or waits
 * - nothing uncommitted is ever removed without having been saved
 */
export interface SessionManager {
  /**
   * Starts a session; resolves when the agent's process runs. Everything that can be known before is checked before anything is
   * written; after that a failure leaves the session as ended `spawn_failed`, with the reason, and nothing else.
   * The signal counts until the first write. Throws `PROJECT_NOT_FOUND`, `UNKNOWN_AGENT`, `UNKNOWN_RUNTIME`, `PERMISSION_MODE_UNSUPPORTED`,
   * the agent's, the runtime's and git's own errors, `SESSION_ENDED` when a kill came in between, `DAEMON_STOPPING`.
   * Without a place for it the session is queued: the command is stored, nothing else is begun, and the answer comes at once.
   * `SESSION_LIMIT_REACHED` when it must not be queued.
   */
  spawn(command: SpawnCommand, signal?: AbortSignal): Promise<SpawnOutcome>;
  /**
   * Brings an ended session back, in its worktree and with its conversation if that can be found; queued like a spawn when there is no place.
   * Throws `SESSION_NOT_ENDED`, `SESSION_NOT_RESTORABLE`, `RESTORE_TARGET_MISSING`, `SESSION_BUSY`, and what a spawn throws; the session then stays ended as it was.
   */
  restore(sessionId: SessionId, options?: RestoreOptions, signal?: AbortSignal): Promise<RestoreOutcome>;
  /** Ends a session. Succeeds for every session that exists, whatever state it and its terminal are in; already ended is success, and a queued one leaves the queue. */
  kill(sessionId: SessionId, options: KillOptions): Promise<KillOutcome>;
  /** Plans, and with `execute` carries out, the removal of worktrees of ended sessions. Never rejects for a single worktree: its item has the reason. */
  cleanup(command: CleanupCommand, signal?: AbortSignal): Promise<readonly CleanupOutcome[]>;
  /** Rebuilds a worktree that a cleanup removed. Throws `NOTHING_TO_UNDO`, `RESTORE_TARGET_MISSING`, `SESSION_BUSY`. */
  undoCleanup(
    sessionId: SessionId,
  ): Promise<{ readonly session: SessionRecord; readonly path: string; readonly notices: readonly string[] }>;
  /** Sets the name people see. Throws `SESSION_NOT_FOUND`. */
  rename(sessionId: SessionId, displayName: string): SessionRecord;
  /**
   * Puts facts and world in agreement after a start: adopts agents that run, ends sessions whose agent is gone, finishes or undoes
   * interrupted operations, lets the queue go on, closes stray terminals. Running sessions are adopted also above a limit. Safe to call at any time. What does not answer is left alone and asked again later.
   */
  reconcile(signal: AbortSignal, onProgress?: (report: ReconcileReport) => void): Promise<ReconcileReport>;
  /** Where each queued session stands. Worked out now, from facts and settings. */
  queuePlaces(): ReadonlyMap<SessionId, QueuePlace>;
  /** Looks whether a queued session has a place now. To be called when a limit was changed; the ends of sessions are noticed without it. */
  limitsChanged(): void;
  /** Closes terminals that belong to no session, or to one that was ended on purpose. Part of {@link SessionManager.reconcile}. Answers how many. */
  closeStrayTerminals(signal: AbortSignal): Promise<number>;
  /** Refuses new operations with `DAEMON_STOPPING` and waits for those under way, at most until the signal is aborted; what is left is found by the next start. */
  drain(signal: AbortSignal): Promise<void>;
  /** Operations under way in this process. */
  operationsUnderWay(): number;
}
