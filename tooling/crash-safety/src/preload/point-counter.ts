import { openSync, writeSync } from 'node:fs';
import { type FaultKind, type FaultOrder, type PointMoment, pointText } from './fault-order.ts';

/** Counts the points a daemon passes, and says at which of them something goes wrong. */
export interface PointCounter {
  /** Begins counting anew. */
  give(order: FaultOrder): void;
  /** One more effect of that name; answers which one it is, or null while nothing is counted. */
  next(effect: string): number | null;
  /** The daemon is at this moment of the effect. It does not return when the daemon is to be killed here. Answers what else is to go wrong. */
  pass(moment: PointMoment, effect: string, occurrence: number | null): FaultKind | null;
}

/** Makes a counter that writes every point into a file before it acts on it. */
export function createPointCounter(logPath: string, kill: (kind: FaultKind) => void): PointCounter {
  // Written at once and by the system's own call: what is killed in the next instant must have told where it was.
  const log = openSync(logPath, 'a', 0o600);
  let order: FaultOrder | null = null;
  let counts = new Map<string, number>();
  return {
    give(next) {
      order = next;
      counts = new Map();
    },
    next(effect) {
      if (order === null) return null;
      const occurrence = (counts.get(effect) ?? 0) + 1;
      counts.set(effect, occurrence);
      return occurrence;
    },
    pass(moment, effect, occurrence) {
      if (order === null || occurrence === null) return null;
      const { point, kind } = order;
      const text = pointText({ effect, occurrence, moment });
      const strikes = point !== null && text === pointText(point);
      writeSync(log, strikes ? `! ${text}\n` : `${text}\n`);
      if (!strikes || kind === null) return null;
      if (kind === 'kill' || kind === 'kill_all') kill(kind);
      return kind;
    },
  };
}
