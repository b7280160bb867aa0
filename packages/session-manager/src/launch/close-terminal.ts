import { AoError, type RuntimeHandle, type SessionRecord } from '@ao/domain';
import { type Engine, runtimeNamed } from '../engine.ts';
import { boundedCall } from '../operation/bounded-call.ts';
import { GRACE_MS, STEP_LIMITS_MS } from '../operation/step-limits.ts';

/** Ends whatever runs in a terminal. Nothing there is success. Rejects when the runtime cannot tell, or processes survive. */
export async function endTerminal(engine: Engine, session: Pick<SessionRecord, 'runtime'>, handle: RuntimeHandle): Promise<void> {
  const runtime = runtimeNamed(engine, session.runtime);
  const { clock } = engine;
  const message = `The runtime ${runtime.name} does not answer. Run \`ao doctor\`.`;
  const overdue = () => new AoError('RUNTIME_UNAVAILABLE', { message });
  const destroyed = await boundedCall({ clock, limitMs: STEP_LIMITS_MS.destroy, overdue }, () =>
    runtime.destroy(handle, { graceMs: GRACE_MS }),
  );
  if (destroyed.survivors.length === 0) return;
  const pids = destroyed.survivors.map((process) => process.pid);
  throw new AoError('RUNTIME_UNAVAILABLE', {
    message: `The system does not let go of process ${pids.join(', ')} (it is waiting for a device, perhaps). It is ended as soon as that is possible.`,
    details: { pids },
  });
}

/** Ends whatever runs in a terminal, and removes what is kept of it. */
export async function eraseTerminal(engine: Engine, session: Pick<SessionRecord, 'runtime'>, handle: RuntimeHandle): Promise<void> {
  await endTerminal(engine, session, handle);
  await forgetTerminal(engine, session, handle);
}

/** Removes what is kept of an ended terminal. */
export async function forgetTerminal(engine: Engine, session: Pick<SessionRecord, 'runtime'>, handle: RuntimeHandle): Promise<void> {
  const runtime = runtimeNamed(engine, session.runtime);
  const overdue = () => new AoError('RUNTIME_UNAVAILABLE');
  await boundedCall({ clock: engine.clock, limitMs: STEP_LIMITS_MS.forget, overdue }, () => runtime.forget(handle));
}
