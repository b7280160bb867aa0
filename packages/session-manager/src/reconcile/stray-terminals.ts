import { AoError, type EndReason, type RuntimeHandle, type SessionRecord, toAoError } from '@ao/domain';
import type { RuntimeV1 } from '@ao/ports';
import type { Engine } from '../engine.ts';
import { endTerminal, eraseTerminal } from '../launch/close-terminal.ts';
import { launchIntentOf } from '../launch/launch-intent.ts';
import { boundedCall } from '../operation/bounded-call.ts';
import { mapBounded } from '../operation/map-bounded.ts';
import { STEP_LIMITS_MS } from '../operation/step-limits.ts';
import { probeTerminals } from './probe-terminals.ts';

const PARALLEL = 8;

/** Sessions that ended for these reasons must not have a running agent. An agent that was only thought dead is left to the person. */
const ENDED_ON_PURPOSE: ReadonlySet<EndReason> = new Set<EndReason>(['killed', 'spawn_failed', 'merged']);

/**
 * Closes terminals that no session explains: made by a call that answered late, left by a crash, or still running although their
 * session was ended. Answers how many were closed.
 */
export async function closeStrayTerminals(engine: Engine, signal: AbortSignal): Promise<number> {
  const counts = await Promise.all([...engine.runtimes.values()].map((runtime) => closeStraysOf(engine, runtime, signal)));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function closeStraysOf(engine: Engine, runtime: RuntimeV1, signal: AbortSignal): Promise<number> {
  const known = await listTerminals(engine, runtime, signal);
  // Read after the list was made: a terminal created meanwhile is written down before it exists, so it cannot be taken for a stray.
  const { explained, finished } = terminalsOfSessions(engine, runtime.name);
  const strays = known.filter((handle) => !explained.has(handle) && !finished.has(handle));
  const running = await runningAmong(
    engine,
    runtime,
    known.filter((handle) => finished.has(handle)),
  );
  const close = async (handle: RuntimeHandle, how: typeof endTerminal): Promise<number> => {
    if (signal.aborted) return 0;
    try {
      await how(engine, { runtime: runtime.name as SessionRecord['runtime'] }, handle);
      engine.logger.warn('A terminal without a session was closed', { runtime: runtime.name, handle });
      return 1;
    } catch (error) {
      engine.logger.warn('A terminal without a session could not be closed', { runtime: runtime.name, handle, error });
      return 0;
    }
  };
  const closed = [
    ...(await mapBounded(strays, PARALLEL, (handle) => close(handle, eraseTerminal))),
    ...(await mapBounded(running, PARALLEL, (handle) => close(handle, endTerminal))),
  ];
  return closed.reduce((sum, count) => sum + count, 0);
}

async function listTerminals(engine: Engine, runtime: RuntimeV1, signal: AbortSignal): Promise<readonly RuntimeHandle[]> {
  const overdue = () => new AoError('RUNTIME_UNAVAILABLE');
  try {
    return await boundedCall({ clock: engine.clock, limitMs: STEP_LIMITS_MS.probe, overdue, signal }, (inner) => runtime.list(inner));
  } catch (thrown) {
    engine.logger.debug('The terminals of a runtime could not be listed', { runtime: runtime.name, error: toAoError(thrown, 'listing') });
    return [];
  }
}

/** Terminals that belong to a session or to an operation, and those of sessions that were ended on purpose. */
function terminalsOfSessions(engine: Engine, runtime: string): { readonly explained: Set<string>; readonly finished: Set<string> } {
  const { sessions, operations } = engine.stores;
  const explained = new Set<string>();
  const finished = new Set<string>();
  for (const session of sessions.list()) {
    const handle = session.launch?.handle ?? null;
    if (handle === null || session.runtime !== runtime) continue;
    const isFinished = session.end !== null && ENDED_ON_PURPOSE.has(session.end.reason);
    (isFinished ? finished : explained).add(handle);
  }
  for (const operation of operations.listOpen()) {
    const handle = launchIntentOf(operation)?.handle;
    if (handle !== undefined) explained.add(handle);
  }
  return { explained, finished };
}

async function runningAmong(engine: Engine, runtime: RuntimeV1, handles: readonly RuntimeHandle[]): Promise<readonly RuntimeHandle[]> {
  if (handles.length === 0) return [];
  const probes = await probeTerminals(engine, { runtime: runtime.name, handles });
  return handles.filter((_, index) => probes[index]?.state === 'alive');
}
