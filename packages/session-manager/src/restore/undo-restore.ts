import type { AoError } from '@ao/domain';
import type { Observation } from '@ao/lifecycle';
import { type Engine, sessionOf } from '../engine.ts';
import { eraseTerminal } from '../launch/close-terminal.ts';
import { launchIntentOf, withdrawLaunch } from '../launch/launch-intent.ts';
import { attemptAll } from '../operation/attempt-all.ts';
import type { Operation } from '../operation/operation.ts';
import { previousEndOf } from './previous-end.ts';
import { settleRebuild } from './rebuild-worktree.ts';

/**
 * Takes back a restore: its terminal is closed, and the session has ended as it had before. The worktree stays: it is the session's.
 * With `queueAgain` it waits for its next turn instead, unless it is to be ended. Answers true when nothing is left; otherwise the operation stays open and is tried again.
 */
export async function undoRestore(
  engine: Engine,
  operation: Operation,
  cause: AoError,
  { queueAgain }: { readonly queueAgain: boolean } = { queueAgain: false },
): Promise<boolean> {
  const { stores, clock, lifecycle, logger } = engine;
  const { sessionId } = operation;
  const session = sessionOf(engine, sessionId);
  const record = operation.record();
  const launch = launchIntentOf(record);
  const failure = await attemptAll([
    { doing: 'closing the terminal', work: async () => launch && (await eraseTerminal(engine, session, launch.handle)) },
    { doing: 'rebuilding the worktree', work: () => settleRebuild(engine, operation, session) },
  ]);

  const now = sessionOf(engine, sessionId);
  const observations: Observation[] = [];
  if (now.workspace.setup === 'running') {
    observations.push({ type: 'setup_changed', at: clock.now(), setup: 'failed', message: 'It was interrupted.' });
  }
  if (queueAgain && now.phase === 'starting') {
    if (failure !== null) {
      engine.retryLater(sessionId);
      return false;
    }
    stores.transaction(() => {
      withdrawLaunch(engine, record);
      lifecycle.observeAll(sessionId, [...observations, { type: 'queued', at: record.startedAt }]);
    });
    return true;
  }
  if (now.phase === 'stopping') {
    observations.push({ type: 'ended', at: clock.now(), reason: 'killed', message: 'Ended while it was being restored.' });
  } else {
    const { end, exit } = previousEndOf(operation.request);
    observations.push({ type: 'ended', at: end.at, reason: end.reason, message: end.message, exit: exit ?? undefined });
  }
  if (failure === null) {
    operation.close({ state: 'failed', error: cause }, () => void lifecycle.observeAll(sessionId, observations));
    return true;
  }
  logger.warn('A failed restore could not be undone completely; it is tried again', { sessionId, error: failure });
  lifecycle.observeAll(sessionId, observations);
  engine.retryLater(sessionId);
  return false;
}
