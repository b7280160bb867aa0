import type { DurationMs } from '@ao/domain';

/** How bad the temper of a tortured agent is: probabilities from 0 to 1, and times. */
export interface TortureTemper {
  /** A hook never arrives. */
  readonly hookLost: number;
  /** It arrives twice. */
  readonly hookDoubled: number;
  /** It arrives long after the others, and so out of order. */
  readonly hookLate: number;
  readonly hookLateByMs: DurationMs;
  /** An Enter does nothing. */
  readonly enterIgnored: number;
  /** The first Enter after a paste becomes part of the paste. */
  readonly enterSwallowedByPaste: number;
  /** What is typed shows only after a while. */
  readonly slowEcho: number;
  readonly slowEchoMs: DurationMs;
  /** It asks for trust before it listens. */
  readonly asksForTrust: number;
  /** A step of a turn asks for permission. */
  readonly asksInTurn: number;
  /** Something of its own comes up every so often: a dialog, a draft of the person, a torn picture, an interrupt. 0 for never. */
  readonly whimEveryMs: DurationMs;
  /** A whim is a dialog. */
  readonly whimDialog: number;
  /** A whim ends the process. */
  readonly whimCrash: number;
  /** A turn takes at most so long, dialogs apart. */
  readonly longestTurnMs: DurationMs;
  /** A person takes at most so long to answer a dialog. */
  readonly longestAnswerMs: DurationMs;
}

/** Everything goes wrong now and then. */
export const BAD_TEMPER: TortureTemper = {
  hookLost: 0.05,
  hookDoubled: 0.05,
  hookLate: 0.1,
  hookLateByMs: 12_000,
  enterIgnored: 0.1,
  enterSwallowedByPaste: 0.3,
  slowEcho: 0.1,
  slowEchoMs: 2_000,
  asksForTrust: 0.1,
  asksInTurn: 0.15,
  whimEveryMs: 4_000,
  whimDialog: 0.25,
  whimCrash: 0.01,
  longestTurnMs: 20_000,
  longestAnswerMs: 15_000,
};

/** Nothing goes wrong. */
export const GOOD_TEMPER: TortureTemper = {
  ...BAD_TEMPER,
  hookLost: 0,
  hookDoubled: 0,
  hookLate: 0,
  enterIgnored: 0,
  enterSwallowedByPaste: 0,
  slowEcho: 0,
  asksForTrust: 0,
  asksInTurn: 0,
  whimEveryMs: 0,
  whimCrash: 0,
};
