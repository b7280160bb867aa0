import type { OperationRecord } from '@ao/domain';
import type { Timer } from '@ao/ports';
import type { Engine } from '../engine.ts';
import { admitSession } from './admit-session.ts';

/** How often memory is looked at while somebody waits for it; nobody tells when it is back. */
const PAUSE_MS = 5_000;

/** Starts queued sessions as soon as there is a place for them. */
export interface QueueAttendant {
  /** From now on places are given; before, it is not known yet who really runs. */
  open(): void;
  /** Something may have changed: a session has ended, or a limit was raised. Cheap when nobody waits. */
  wake(): void;
  /** Gives no place any more. */
  close(): void;
}

/** Makes the attendant. It sleeps until {@link QueueAttendant.open}. */
export function createQueueAttendant(engine: () => Engine): QueueAttendant {
  let state: 'new' | 'open' | 'closed' = 'new';
  let isAwake = false;
  let isWanted = false;
  let nextLook: Timer | null = null;

  function wake(): void {
    if (state !== 'open') return;
    isWanted = true;
    if (isAwake) return;
    isAwake = true;
    // Whoever wakes it may be in the middle of a transaction: that has ended before this goes on.
    void Promise.resolve().then(attend);
  }

  async function attend(): Promise<void> {
    const { queue, logger } = engine();
    try {
      while (isWanted && state === 'open') {
        isWanted = false;
        if (queue.isEmpty()) continue;
        await queue.look();
        // From here on nothing waits: who has a place is worked out once, for all of them together.
        if (state === 'open') for (const operation of queue.due()) giveTurn(operation);
        if (queue.waitsForMemory()) lookLater();
      }
    } catch (error) {
      logger.error('The queue could not be looked at; it is tried again', { error });
      lookLater();
    } finally {
      isAwake = false;
    }
  }

  /** Whoever is just being put back into the queue has its turn when that is over: two at once cannot hold one session. */
  function giveTurn(operation: OperationRecord): void {
    const running = engine().runner.running(operation.sessionId);
    if (running === null) admitSession(engine(), operation);
    else void running.over.then(wake);
  }

  function lookLater(): void {
    nextLook?.cancel();
    nextLook = engine().clock.setTimer(PAUSE_MS, wake);
  }

  return {
    open() {
      if (state === 'new') state = 'open';
      wake();
    },
    wake,
    close() {
      state = 'closed';
      nextLook?.cancel();
    },
  };
}
