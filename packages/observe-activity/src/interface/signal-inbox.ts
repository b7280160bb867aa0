import type { LaunchId, SessionId, Timestamp } from '@ao/domain';
import type { AgentSignal } from '@ao/ports';
import type { ActivityObserverOptions } from '../activity-observer-options.ts';
import { storeSignals } from '../signal-sink.ts';

/** A sign of life that proves no state is stored at most this often: some interfaces tell of every word an agent writes. */
const SIGN_OF_LIFE_MS = 5_000;
const AFTER_FAULT_MS = 1_000;
/** So many signals wait for stores that do not work; then the oldest go, for the next connection begins with the present state. */
const MOST_WAITING = 1_000;

/** Takes what an interface says, and stores it in order. */
export interface SignalInbox {
  take(signal: AgentSignal): void;
  /** Stores what waits. Never throws. */
  flush(): void;
  /** Stores what waits a last time, and takes nothing any more. */
  close(): void;
}

/** Makes the inbox of one launch's interface. What comes in one go is stored in one transaction; what cannot be stored waits. */
export function createSignalInbox(
  options: Pick<ActivityObserverOptions, 'lifecycle' | 'messenger' | 'sightings' | 'clock' | 'logger'>,
  source: { readonly sessionId: SessionId; readonly launchId: LaunchId },
): SignalInbox {
  const { clock, logger } = options;
  const waiting: AgentSignal[] = [];
  let aliveAt: Timestamp = Number.NEGATIVE_INFINITY;
  let isScheduled = false;
  let isClosed = false;

  function flush(): void {
    if (waiting.length === 0) return;
    const signals = waiting.splice(0);
    try {
      storeSignals(options, source, signals);
    } catch (thrown) {
      waiting.unshift(...signals);
      waiting.splice(0, waiting.length - MOST_WAITING);
      logger.error('What an agent said through its interface could not be stored; trying again', { ...source, error: thrown });
      if (!isClosed) clock.setTimer(AFTER_FAULT_MS, flush);
    }
  }

  return {
    take(signal) {
      if (isClosed) return;
      if (signal.type === 'alive') {
        if (signal.at - aliveAt < SIGN_OF_LIFE_MS) return;
        aliveAt = signal.at;
      }
      waiting.push(signal);
      if (isScheduled) return;
      isScheduled = true;
      queueMicrotask(() => {
        isScheduled = false;
        flush();
      });
    },
    flush,
    close() {
      isClosed = true;
      flush();
    },
  };
}
