import type { DurationMs, OrchestratorConfig } from '@ao/domain';

/** When an orchestrator is told. */
export interface WakeSettings {
  /** Whether it is told at all. */
  readonly wake: boolean;
  /** What comes within this time after the first fact is told with it. */
  readonly gatherMs: DurationMs;
  /** The least time between a digest and the next one, when something in it cannot wait. */
  readonly soonEveryMs: DurationMs;
  /** The least time between a digest and the next one, when everything in it can wait. */
  readonly digestEveryMs: DurationMs;
  /** An orchestrator at work is told when its turn ends, but not later than this: it may be waiting for what it would be told. */
  readonly holdMs: DurationMs;
  /** A session needs a person for so long before that is a fact. */
  readonly needsPersonAfterMs: DurationMs;
  /** What happened longer ago is not told any more. */
  readonly forgetAfterMs: DurationMs;
}

/** What holds unless the project says otherwise. */
export const DEFAULT_WAKE_SETTINGS: WakeSettings = {
  wake: true,
  gatherMs: 15_000,
  soonEveryMs: 60_000,
  digestEveryMs: 5 * 60_000,
  holdMs: 10 * 60_000,
  needsPersonAfterMs: 2 * 60_000,
  forgetAfterMs: 7 * 24 * 60 * 60_000,
};

/** The settings of a project. */
export function wakeSettings(config: OrchestratorConfig | undefined, defaults: WakeSettings = DEFAULT_WAKE_SETTINGS): WakeSettings {
  const digestEveryMs = config?.digestEveryMs ?? defaults.digestEveryMs;
  return {
    ...defaults,
    wake: config?.wake ?? defaults.wake,
    digestEveryMs,
    // Who wants digests more often than that wants no slower way for what is urgent.
    soonEveryMs: Math.min(defaults.soonEveryMs, digestEveryMs),
    gatherMs: Math.min(defaults.gatherMs, digestEveryMs),
    needsPersonAfterMs: config?.needsPersonAfterMs ?? defaults.needsPersonAfterMs,
  };
}
