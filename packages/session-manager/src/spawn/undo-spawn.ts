import { AoError, type EndReason, type SessionRecord } from '@ao/domain';
import type { Observation } from '@ao/lifecycle';
import type { RemovalResult, WorkspaceRequest } from '@ao/ports';
import { type Engine, sessionOf } from '../engine.ts';
import { eraseTerminal } from '../launch/close-terminal.ts';
import { FOLDERS_STEP } from '../launch/launch-agent.ts';
import { launchIntentOf, withdrawLaunch } from '../launch/launch-intent.ts';
import { attemptAll } from '../operation/attempt-all.ts';
import type { Operation } from '../operation/operation.ts';
import { STEP_LIMITS_MS } from '../operation/step-limits.ts';
import { begunWorktreeOf } from './worktree-request.ts';

/**
 * Takes back what a spawn has made, on a clock of its own. The session stays, as ended, with the reason. What
 * cannot be taken back now (a runtime that does not answer) leaves the operation open, and it is tried again until it succeeds.
 *
 * With `queueAgain` the session waits for its next turn instead, with its operation, unless it is to be ended or work was found in its worktree.
 *
 * Answers true when nothing is left.
 */
export async function undoSpawn(
  engine: Engine,
  operation: Operation,
  cause: AoError,
  { queueAgain }: { readonly queueAgain: boolean } = { queueAgain: false },
): Promise<boolean> {
  const { stores, clock, lifecycle, logger, folders, spool } = engine;
  const { sessionId } = operation;
  const session = sessionOf(engine, sessionId);
  const record = operation.record();
  const launch = launchIntentOf(record);
  const worktree = begunWorktreeOf(record);
  const madeFolders = record.steps.some((step) => step.name === FOLDERS_STEP);
  let rest = null as string | null;

  const failure = await attemptAll([
    { doing: 'closing the terminal', work: async () => launch && (await eraseTerminal(engine, session, launch.handle)) },
    // Before the folders: a terminal that comes all the same is completed as a start only while its worktree is there.
    { doing: 'removing the worktree', work: async () => worktree && (rest = await discardWorktree(engine, operation, worktree)) },
    {
      doing: 'removing the spool',
      work: async () => madeFolders && (await inTime(operation, 'removing the spool', () => spool.discard(sessionId))),
    },
    {
      doing: 'removing the private folder',
      work: async () => madeFolders && (await inTime(operation, 'removing the private folder', () => folders.removePrivate(sessionId))),
    },
  ]);

  const now = sessionOf(engine, sessionId);
  if (queueAgain && now.phase === 'starting' && rest === null) {
    if (failure !== null) {
      engine.retryLater(sessionId);
      return false;
    }
    stores.transaction(() => {
      withdrawLaunch(engine, record);
      lifecycle.observe(sessionId, { type: 'queued', at: record.startedAt });
    });
    return true;
  }
  const reason: EndReason = now.phase === 'stopping' ? 'killed' : 'spawn_failed';
  const why = reason === 'killed' ? 'Ended while it was starting.' : cause.message;
  const message = rest === null ? why : `${why} ${rest}`;
  const end: Observation = { type: 'ended', at: clock.now(), reason, message };
  if (failure === null) {
    operation.close({ state: 'failed', error: cause }, () => void lifecycle.observe(sessionId, end));
    return true;
  }
  logger.warn('A failed spawn could not be undone completely; it is tried again', { sessionId, error: failure });
  stores.transaction(() => void lifecycle.observe(sessionId, end));
  engine.retryLater(sessionId);
  return false;
}

/** Answers what is left of the worktree, in words: saved work, or the worktree itself when git wants it kept (a clean-up can take it later). */
async function discardWorktree(engine: Engine, operation: Operation, request: WorkspaceRequest): Promise<string | null> {
  const { clock, workspace, lifecycle, logger } = engine;
  const { sessionId } = operation;
  const store = (removal: RemovalResult) => {
    const observations = discardObservations(sessionOf(engine, sessionId), request, removal, clock.now());
    if (observations.length > 0) lifecycle.observeAll(sessionId, observations);
  };
  const removal = await operation.call({
    doing: 'discarding the worktree',
    limitMs: STEP_LIMITS_MS.removal,
    overdue: () => new AoError('GIT_TIMEOUT'),
    work: (signal) => workspace.discard(request, signal),
    afterLate: async (removal) => store(removal),
  });
  store(removal);
  if (removal.removed) return removal.rescueRef === null ? null : `What was in its worktree is saved: ${removal.rescueRef}.`;
  logger.warn('The worktree of a failed spawn is kept', { sessionId, path: request.path, reason: removal.reason });
  return `Its worktree is kept: ${removal.reason}.`;
}

function discardObservations(
  session: SessionRecord,
  request: WorkspaceRequest,
  removal: RemovalResult,
  at: number,
): readonly Observation[] {
  const { path, branch } = request;
  const interrupted = session.workspace.setup === 'running';
  const setup: readonly Observation[] = interrupted ? [{ type: 'setup_changed', at, setup: 'failed', message: 'It was interrupted.' }] : [];
  if (!removal.removed) return setup;
  if (removal.rescueRef === null) return session.workspace.state === 'absent' ? setup : [...setup, { type: 'workspace_removed', at }];
  // The worktree may be unknown to the facts: the crash came between its making and their writing. Saved work must be found all the same.
  const ready: Observation = { type: 'workspace_ready', at, path, branch, baseRef: null, baseCommit: null };
  return [...setup, ready, { type: 'workspace_rescued', at, rescueRef: removal.rescueRef }];
}

function inTime(operation: Operation, doing: string, work: () => Promise<void>): Promise<void> {
  return operation.call({ doing, limitMs: STEP_LIMITS_MS.folders, overdue: () => new AoError('HOME_NOT_WRITABLE'), work });
}
