import type { DurationMs } from '@ao/domain';
import type { Logger } from '@ao/ports';

/** One kind of work, done in rounds of its own, so that a slow host holds up nothing else. */
export interface Lane {
  /** Begins a round if something is due and none is under way. Returns at once. */
  step(signal: AbortSignal): void;
  /** How long until something is due; null when nothing is, or while a round is under way. */
  dueInMs(): DurationMs | null;
  /** Neither is a round under way, nor is anything due. */
  isQuiet(): boolean;
  /** Resolves when no round is under way. Never rejects. */
  idle(): Promise<void>;
}

/** What a lane is made of. */
export interface LaneOptions {
  readonly name: string;
  readonly logger: Logger;
  /** How long until something is due; 0 or less: now. Null: nothing is. */
  readonly dueInMs: () => DurationMs | null;
  readonly round: (signal: AbortSignal) => Promise<void>;
  /** Called after each round: whatever waits for the lane looks again. */
  readonly over: () => void;
  /** Called when a round fails for a reason nobody foresaw: it must see to it that the same is not due at once again. */
  readonly putOff: () => void;
}

/** Makes a lane. */
export function createLane(options: LaneOptions): Lane {
  let running: Promise<void> | null = null;

  async function carryOut(signal: AbortSignal): Promise<void> {
    try {
      await options.round(signal);
    } catch (thrown) {
      if (signal.aborted) return;
      options.logger.error('A look at pull requests failed; it is tried again', { lane: options.name, error: thrown });
      options.putOff();
    }
  }

  return {
    step(signal) {
      if (running !== null || signal.aborted) return;
      const dueInMs = options.dueInMs();
      if (dueInMs === null || dueInMs > 0) return;
      running = carryOut(signal).finally(() => {
        running = null;
        options.over();
      });
    },
    dueInMs: () => (running === null ? options.dueInMs() : null),
    isQuiet() {
      const dueInMs = options.dueInMs();
      return running === null && (dueInMs === null || dueInMs > 0);
    },
    idle: async () => (running === null ? undefined : running),
  };
}
