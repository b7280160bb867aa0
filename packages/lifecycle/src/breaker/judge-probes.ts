import type { ExitEvidence, RuntimeHandle, SessionId } from '@ao/domain';
import type { RuntimeProbe } from '@ao/ports';

/** So many deaths in one pass can be a coincidence; from here on they are looked at as a wave. */
const WAVE_MINIMUM = 3;
/** A wave is believed when this many passes in a row have seen it. */
const CONFIRMATIONS = 3;
/** Evidence that no fault of ours can fake: somebody recorded the exit, or the machine was started anew. */
const STRONG_EVIDENCE: ReadonlySet<ExitEvidence> = new Set<ExitEvidence>(['exit_record', 'boot_changed']);

/** One answer of one pass over a runtime. */
export interface ProbeResult {
  readonly sessionId: SessionId;
  readonly handle: RuntimeHandle;
  readonly probe: RuntimeProbe;
}

/** How often in a row each terminal was part of a wave. Kept from pass to pass by whoever probes; starts empty. */
export type Suspicion = ReadonlyMap<RuntimeHandle, number>;

/** What to make of the answers of one pass. */
export interface ProbeJudgement {
  /** To be told to lifecycle. */
  readonly believed: readonly ProbeResult[];
  /** Deaths that look like a fault of the infrastructure; they wait for later passes. */
  readonly held: readonly ProbeResult[];
  /** For the next pass. */
  readonly suspicion: Suspicion;
}

/**
 * Breaks the fall of a whole fleet: when more than half of the live sessions (and at least three) seem to have died at once, and
 * nobody recorded their exits, it is more likely that the look itself was wrong (a runtime restarting, a folder not mounted, a
 * process list cut short). Such deaths are believed only after three passes in a row; anything else at once.
 *
 * @param results - one pass over the live sessions of one runtime; the terminals that could not be looked at are part of it.
 */
export function judgeProbes(results: readonly ProbeResult[], earlier: Suspicion): ProbeJudgement {
  const weak = results.filter(isWeakDeath);
  const isWave = weak.length >= WAVE_MINIMUM && weak.length * 2 > results.length;
  const suspicion = new Map<RuntimeHandle, number>();
  const held = new Set<ProbeResult>();
  for (const result of weak) {
    const seen = earlier.get(result.handle) ?? 0;
    if (!isWave && seen === 0) continue;
    // What was once part of a wave stays under suspicion when the wave ebbs: the others coming back is a reason for more doubt, not for less.
    if (seen + 1 >= CONFIRMATIONS) continue;
    suspicion.set(result.handle, seen + 1);
    held.add(result);
  }
  return { believed: results.filter((result) => !held.has(result)), held: [...held], suspicion };
}

function isWeakDeath(result: ProbeResult): boolean {
  return result.probe.state === 'dead' && !STRONG_EVIDENCE.has(result.probe.exit.evidence);
}
