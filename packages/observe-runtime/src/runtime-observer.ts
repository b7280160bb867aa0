import { followClock, type RuntimeName, type SteadyTime } from '@ao/domain';
import type { Lifecycle } from '@ao/lifecycle';
import type { Clock, Logger, LongLived, RuntimeV1, Stores } from '@ao/ports';
import { createExitWatch, type ExitWatch } from './exit-watch.ts';
import { createRuntimeProber, type RuntimeProber } from './runtime-prober.ts';

const INTERVAL_MS = 5_000;
const PROBE_TIMEOUT_MS = 10_000;
/** Passes come late when the machine is busy; so late only when this process was stopped. */
const LATEST_PASSES = 6;

/** What the observer needs. */
export interface RuntimeObserverOptions {
  readonly stores: Pick<Stores, 'sessions'>;
  readonly lifecycle: Pick<Lifecycle, 'observe' | 'onReaction'>;
  /** The runtime of that name; null when this daemon does not have it. */
  readonly runtimes: (name: RuntimeName) => RuntimeV1 | null;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Time between two passes. Default 5 s. */
  readonly intervalMs?: number | undefined;
  /** How long one look at a runtime may take. Default 10 s. */
  readonly probeTimeoutMs?: number | undefined;
}

/** A runtime with what is needed to watch it. */
interface WatchedRuntime {
  readonly prober: RuntimeProber;
  readonly exits: ExitWatch;
}

/**
 * Makes the reaper: it looks at the terminals of all live sessions, and lets deadlines take effect.
 *
 * - one pass at once, then one every interval; each runtime is asked once per pass, side by side with the others
 * - a terminal is looked at immediately when its runtime announces the end of a program (probing remains the truth), and right
 *   after its launch, so that an agent that dies at once is noticed at once
 * - ends nothing by itself and writes nothing: lifecycle decides
 */
export function createRuntimeObserver(options: RuntimeObserverOptions): LongLived {
  return { name: 'observe-runtime', run: (signal) => observe(options, signal) };
}

async function observe(options: RuntimeObserverOptions, signal: AbortSignal): Promise<void> {
  const { stores, lifecycle, clock, logger } = options;
  const watched = new Map<RuntimeName, WatchedRuntime | null>();
  const intervalMs = options.intervalMs ?? INTERVAL_MS;
  let time: SteadyTime | null = null;
  const launches = lifecycle.onReaction(({ record, reactions }) => {
    const handle = record.launch?.handle ?? null;
    if (handle !== null && reactions.some(({ type }) => type === 'launched')) watch(record.runtime)?.exits.announce(handle);
  });
  try {
    while (!signal.aborted) {
      pass();
      await pause(clock, intervalMs, signal);
    }
  } finally {
    launches.close();
    for (const runtime of watched.values()) runtime?.exits.close();
  }

  function pass(): void {
    const sessions = stores.sessions.list({ phases: ['live', 'stopping'] });
    for (const [name, group] of Map.groupBy(sessions, ({ runtime }) => runtime)) void watch(name)?.prober.look(group, signal);
    const at = clock.now();
    const before = time;
    time = followClock(before, { now: at, monotonic: clock.monotonic() }, { longestPauseMs: LATEST_PASSES * intervalMs });
    if (before !== null && time.since !== before.since) {
      logger.info('The clock was set, or the machine or this process slept; agents get their time once more', {
        wasAt: before.last.now,
        at,
      });
    }
    // What was before this process ran counts: nobody set the clock, as far as anybody knows.
    if (before === null) time = { ...time, since: Number.NEGATIVE_INFINITY };
    for (const session of sessions) {
      try {
        lifecycle.observe(session.id, { type: 'tick', at, steadySince: time.since });
      } catch (thrown) {
        logger.error('The deadlines of a session could not be applied', { sessionId: session.id, error: thrown });
      }
    }
  }

  function watch(name: RuntimeName): WatchedRuntime | null {
    const known = watched.get(name);
    if (known !== undefined) return known;
    const runtime = options.runtimes(name);
    if (runtime === null) logger.warn('Sessions were born in a runtime this daemon does not have; nobody looks at them', { runtime: name });
    const started = runtime === null ? null : start(runtime);
    watched.set(name, started);
    return started;
  }

  function start(runtime: RuntimeV1): WatchedRuntime {
    const prober = (): RuntimeProber =>
      createRuntimeProber({ runtime, lifecycle, clock, logger, timeoutMs: options.probeTimeoutMs ?? PROBE_TIMEOUT_MS });
    return { prober: prober(), exits: createExitWatch({ stores, runtime, prober: prober(), logger }, signal) };
  }
}

/** Waits; resolves early, without an error, when the signal is aborted. */
async function pause(clock: Clock, durationMs: number, signal: AbortSignal): Promise<void> {
  try {
    await clock.sleep(durationMs, signal);
  } catch (thrown) {
    if (!signal.aborted) throw thrown;
  }
}
