import type { RuntimeHandle, SessionId, SessionRecord } from '@ao/domain';
import { judgeProbes, type Lifecycle, type ProbeResult, type Suspicion } from '@ao/lifecycle';
import type { Clock, Logger, RuntimeProbe, RuntimeV1 } from '@ao/ports';

/** What a prober needs. */
export interface RuntimeProberOptions {
  readonly runtime: RuntimeV1;
  readonly lifecycle: Pick<Lifecycle, 'observe'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How long one look may take before it is given up. */
  readonly timeoutMs: number;
}

/** Looks at the terminals of one runtime. */
export interface RuntimeProber {
  /** Looks at all given sessions with one call. Does nothing while an earlier look of this kind is still under way. */
  look(sessions: readonly SessionRecord[], signal: AbortSignal): Promise<void>;
}

interface Target {
  readonly sessionId: SessionId;
  readonly handle: RuntimeHandle;
}

/**
 * Makes a prober for one runtime.
 *
 * - one call for all terminals, never two at a time; a call that does not come back holds up this runtime only
 * - what was seen is told to lifecycle, a suspicious wave of deaths only after further looks
 */
export function createRuntimeProber(options: RuntimeProberOptions): RuntimeProber {
  const { runtime, lifecycle, clock, logger } = options;
  let isLooking = false;
  let isOverdue = false;
  let suspicion: Suspicion = new Map();

  async function look(sessions: readonly SessionRecord[], signal: AbortSignal): Promise<void> {
    const targets = sessions.flatMap(targetOf);
    if (targets.length === 0) return;
    if (isLooking) {
      if (!isOverdue)
        logger.warn('A runtime has not answered for a whole pass; its sessions are not looked at meanwhile', { runtime: runtime.name });
      isOverdue = true;
      return;
    }
    isLooking = true;
    try {
      const probes = await probeWithin(targets, signal);
      if (!signal.aborted) tell(targets, probes);
    } catch (thrown) {
      logger.error('A runtime could not be asked about its terminals', { runtime: runtime.name, error: thrown });
    } finally {
      isLooking = false;
      isOverdue = false;
    }
  }

  async function probeWithin(targets: readonly Target[], signal: AbortSignal): Promise<readonly RuntimeProbe[]> {
    const limit = new AbortController();
    const timer = clock.setTimer(options.timeoutMs, () => limit.abort(new Error('The look at the terminals took too long')));
    try {
      return await runtime.probe(
        targets.map(({ handle }) => handle),
        AbortSignal.any([signal, limit.signal]),
      );
    } finally {
      timer.cancel();
    }
  }

  function tell(targets: readonly Target[], probes: readonly RuntimeProbe[]): void {
    const results = targets.flatMap((target, index): ProbeResult[] => {
      const probe = probes[index];
      return probe === undefined ? [] : [{ ...target, probe }];
    });
    const judged = judgeProbes(results, suspicion);
    suspicion = judged.suspicion;
    if (judged.held.length > 0) {
      logger.warn('Many sessions seem to have died at once; waiting for later looks to confirm it', {
        runtime: runtime.name,
        sessions: judged.held.map(({ sessionId }) => sessionId),
      });
    }
    const at = clock.now();
    for (const { sessionId, handle, probe } of judged.believed) {
      try {
        lifecycle.observe(sessionId, { type: 'runtime_probe', at, handle, probe });
      } catch (thrown) {
        logger.error('What was seen of a session could not be stored', { sessionId, error: thrown });
      }
    }
  }

  return { look };
}

function targetOf(session: SessionRecord): readonly Target[] {
  const handle = session.launch?.handle ?? null;
  return handle === null ? [] : [{ sessionId: session.id, handle }];
}
