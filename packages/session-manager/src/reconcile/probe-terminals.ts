import { AoError, type RuntimeHandle, toAoError } from '@ao/domain';
import type { RuntimeProbe } from '@ao/ports';
import { type Engine, runtimeNamed } from '../engine.ts';
import { boundedCall } from '../operation/bounded-call.ts';
import { STEP_LIMITS_MS } from '../operation/step-limits.ts';

/** Looks at terminals of one runtime; one answer for each handle. Never rejects: what cannot be asked is unknown. */
export async function probeTerminals(
  engine: Engine,
  target: { readonly runtime: string; readonly handles: readonly RuntimeHandle[] },
  signal?: AbortSignal,
): Promise<readonly RuntimeProbe[]> {
  const { runtime: runtimeName, handles } = target;
  const overdue = () => new AoError('RUNTIME_UNAVAILABLE', { message: `The runtime ${runtimeName} does not answer.` });
  try {
    const runtime = runtimeNamed(engine, runtimeName);
    const { clock } = engine;
    return await boundedCall({ clock, limitMs: STEP_LIMITS_MS.probe, overdue, signal }, (inner) => runtime.probe(handles, inner));
  } catch (thrown) {
    const error = toAoError(thrown, 'looking at terminals');
    return handles.map(() => ({ state: 'unknown', error }));
  }
}
