const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;

/** Pauses between attempts, each twice as long as the one before. */
export interface BackOff {
  /** Rejects with the signal's reason when aborted. */
  pause(signal: AbortSignal | undefined): Promise<void>;
  /** An attempt succeeded: the next pause is short again. */
  reset(): void;
}

/** Makes pauses of 100 ms up to `longestMs`, default 5 s. */
export function createBackOff(longestMs: number = LONGEST_PAUSE_MS): BackOff {
  let nextMs = FIRST_PAUSE_MS;
  return {
    reset() {
      nextMs = FIRST_PAUSE_MS;
    },
    pause(signal) {
      const pauseMs = nextMs;
      nextMs = Math.min(nextMs * 2, longestMs);
      return new Promise((resolve, reject) => {
        function onAbort(): void {
          clearTimeout(timer);
          reject(signal?.reason);
        }
        const timer = setTimeout(() => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        }, pauseMs);
        if (signal?.aborted === true) onAbort();
        else signal?.addEventListener('abort', onAbort, { once: true });
      });
    },
  };
}
