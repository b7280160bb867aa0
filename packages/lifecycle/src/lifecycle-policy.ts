import type { DurationMs } from '@ao/domain';

/** The times the rules go by. */
export interface LifecyclePolicy {
  /** An agent that should report and has not for longer than this after its launch shows `no_signal`. */
  readonly firstSignalGraceMs: DurationMs;
  /** `active` without any sign (evidence, signal, output) for longer than this becomes `unknown`, never `idle`. */
  readonly activeSilenceMs: DurationMs;
  /** When an idle agent's unreadable screen goes on changing for longer than this without a signal, `idle` is not believed any more. */
  readonly silentHooksMs: DurationMs;
  /** When nobody has said for longer than this that a working agent works, and its screen goes on changing unreadably, `active` is not believed any more. */
  readonly silentWorkMs: DurationMs;
  /** A program needs this long to redraw; a screen proves only what was so this long ago. */
  readonly screenSettleMs: DurationMs;
  /** The same state seen again on the screen is written at most this often. */
  readonly screenRefreshMs: DurationMs;
  /** The time of the last output is written at most this often. */
  readonly outputRefreshMs: DurationMs;
  /** The same for an idle agent: what it prints unasked is worth a look at its screen. */
  readonly idleOutputRefreshMs: DurationMs;
  /** The same for an idle agent that reports nothing by itself: its screen is all there is. */
  readonly unreportedOutputRefreshMs: DurationMs;
}

/** What the rules go by unless told otherwise. */
export const DEFAULT_LIFECYCLE_POLICY: LifecyclePolicy = {
  firstSignalGraceMs: 90_000,
  activeSilenceMs: 10 * 60_000,
  silentHooksMs: 30_000,
  silentWorkMs: 2 * 60_000,
  screenSettleMs: 1_500,
  screenRefreshMs: 10_000,
  outputRefreshMs: 30_000,
  idleOutputRefreshMs: 10_000,
  unreportedOutputRefreshMs: 1_000,
};
