import { AoError, type SessionRecord } from '@ao/domain';
import { judgeProbes, type ProbeResult } from '@ao/lifecycle';
import type { RuntimeProbe } from '@ao/ports';
import type { Engine } from '../engine.ts';
import { boundedCall } from '../operation/bounded-call.ts';
import { mapBounded } from '../operation/map-bounded.ts';
import { STEP_LIMITS_MS } from '../operation/step-limits.ts';
import { probeTerminals } from './probe-terminals.ts';

/** What a look at the live sessions showed. */
export interface Adoption {
  readonly adopted: number;
  readonly ended: number;
  readonly unresolved: number;
}

/** Terminals asked for in one call, and calls at once. */
const PROBED_TOGETHER = 20;
const PARALLEL = 8;

/**
 * Looks at every live session: who runs goes on as it is, who is dead has ended with that evidence, and who could not be looked at
 * stays as it is. Deaths that look like a fault of the machine are not believed; the observer of runtimes looks at them again.
 */
export async function adoptSessions(engine: Engine, signal: AbortSignal): Promise<Adoption> {
  const ended = await endSessionsOfEarlierBoots(engine);
  const byRuntime = Map.groupBy(liveSessions(engine), (session) => session.runtime);
  const passes = await Promise.all([...byRuntime].map(([runtime, sessions]) => lookAtAll(engine, { runtime, sessions }, signal)));
  const believed: ProbeResult[] = [];
  let held = 0;
  for (const pass of passes) {
    const judgement = judgeProbes(pass, new Map());
    believed.push(...judgement.believed);
    held += judgement.held.length;
  }
  if (held > 0) engine.logger.warn('Many terminals have vanished at once; nothing is concluded from that yet', { count: held });
  for (const { sessionId, handle, probe } of believed) {
    engine.lifecycle.observe(sessionId, { type: 'runtime_probe', at: engine.clock.now(), handle, probe });
  }
  const count = (state: RuntimeProbe['state']) => believed.filter(({ probe }) => probe.state === state).length;
  return { adopted: count('alive'), ended: ended + count('dead'), unresolved: count('unknown') + held };
}

/** A session whose operation is still open belongs to that operation. */
function liveSessions(engine: Engine): readonly SessionRecord[] {
  const held = new Set(engine.stores.operations.listOpen().map((operation) => operation.sessionId));
  return engine.stores.sessions.list({ phases: ['live'] }).filter((session) => !held.has(session.id));
}

async function endSessionsOfEarlierBoots(engine: Engine): Promise<number> {
  const bootId = await readBootId(engine);
  if (bootId === null) return 0;
  const after = liveSessions(engine).map(({ id }) => {
    return engine.lifecycle.observe(id, { type: 'boot_observed', at: engine.clock.now(), bootId }).record;
  });
  return after.filter((session) => session.phase === 'ended').length;
}

/** Which boot this is; null when the system does not tell, or does not answer. Then every terminal is looked at for itself. */
async function readBootId({ bootId, clock, logger }: Engine): Promise<string | null> {
  if (bootId === undefined) return null;
  const overdue = () => new AoError('RUNTIME_UNAVAILABLE', { message: 'The system does not tell which boot this is.' });
  try {
    return await boundedCall({ clock, limitMs: STEP_LIMITS_MS.probe, overdue }, bootId);
  } catch (error) {
    logger.warn('Which boot this is could not be read', { error });
    return null;
  }
}

async function lookAtAll(
  engine: Engine,
  { runtime, sessions }: { readonly runtime: string; readonly sessions: readonly SessionRecord[] },
  signal: AbortSignal,
): Promise<readonly ProbeResult[]> {
  const targets = sessions.flatMap(({ id, launch }) => {
    const handle = launch?.handle ?? null;
    return handle === null ? [] : [{ sessionId: id, handle }];
  });
  const batches = Array.from({ length: Math.ceil(targets.length / PROBED_TOGETHER) }, (_, index) =>
    targets.slice(index * PROBED_TOGETHER, (index + 1) * PROBED_TOGETHER),
  );
  const looks = await mapBounded(batches, PARALLEL, async (batch) => {
    const handles = batch.map(({ handle }) => handle);
    const probes = await probeTerminals(engine, { runtime, handles }, signal);
    return batch.flatMap((target, index) => {
      const probe = probes[index];
      return probe === undefined ? [] : [{ ...target, probe }];
    });
  });
  return looks.flat();
}
