import { AoError } from '@ao/domain';
import type { RuntimeProbe } from '@ao/ports';
import { type Engine, sessionOf } from '../engine.ts';
import { forgetPreviousTerminal } from '../launch/forget-previous-terminal.ts';
import { type LaunchIntent, launchIntentOf, storeLaunch } from '../launch/launch-intent.ts';
import { folderExists } from '../operation/folder-exists.ts';
import type { Operation } from '../operation/operation.ts';
import { mayQueueAgain } from '../queue/admissions.ts';
import { undoRestore } from '../restore/undo-restore.ts';
import { undoSpawn } from '../spawn/undo-spawn.ts';
import { probeTerminals } from './probe-terminals.ts';
import type { Recovery } from './recover-operation.ts';

/**
 * Recovers a spawn or restore. The terminal decides: if it came to be, the launch has happened, and it is stored as if nothing had
 * interrupted it, with the end of its agent if it has ended since. If it never came to be, everything is taken back. A session that
 * was to be ended meanwhile is taken back in any case, and so is one whose worktree is gone. One that had been queued gets back to its place in the queue.
 */
export async function recoverLaunch(engine: Engine, operation: Operation): Promise<Recovery> {
  const session = sessionOf(engine, operation.sessionId);
  const intent = launchIntentOf(operation.record());
  if (intent === null || session.phase !== 'starting') return takeBack(engine, operation);

  const [probe] = await probeTerminals(engine, { runtime: session.runtime, handles: [intent.handle] });
  if (probe === undefined || probe.state === 'unknown') return 'unresolved';
  if (probe.state === 'dead' && probe.exit.evidence === 'runtime_gone') return takeBack(engine, operation);
  // It was being taken back when it was cut off: the terminal came too late, after the worktree had gone.
  if (session.workspace.path !== null && !(await folderExists(engine, session.workspace.path))) return takeBack(engine, operation);
  // A kill may have come meanwhile.
  if (operation.signal.aborted || sessionOf(engine, session.id).phase !== 'starting') return takeBack(engine, operation);
  complete(engine, operation, { intent, probe });
  void forgetPreviousTerminal(engine, session);
  return 'finished';
}

function complete(engine: Engine, operation: Operation, found: { readonly intent: LaunchIntent; readonly probe: RuntimeProbe }): void {
  const { intent, probe } = found;
  const { sessionId } = operation;
  operation.close({ state: 'done' }, () => {
    storeLaunch(engine, sessionOf(engine, sessionId), { intent, process: probe.state === 'alive' ? probe.process : null });
    engine.lifecycle.observe(sessionId, { type: 'runtime_probe', at: engine.clock.now(), handle: intent.handle, probe });
  });
  if (intent.firstPrompt === 'queue') engine.messenger.wake(sessionId);
}

async function takeBack(engine: Engine, operation: Operation): Promise<Recovery> {
  const doing = operation.kind === 'spawn' ? 'started' : 'restored';
  const message = `The daemon ended while the session was being ${doing}. Try again.`;
  const cause = new AoError('OPERATION_INTERRUPTED', { message, details: { sessionId: operation.sessionId } });
  const undo = operation.kind === 'spawn' ? undoSpawn : undoRestore;
  const queueAgain = mayQueueAgain(operation.record()) && engine.runner.isSettled(operation.sessionId);
  return (await undo(engine, operation, cause, { queueAgain })) ? 'undone' : 'unresolved';
}
