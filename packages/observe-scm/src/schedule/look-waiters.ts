/** Those who wait until something was looked at. */
export interface LookWaiters {
  /** Resolves when the condition holds, the signal is aborted, or the observer ends. Never rejects. */
  until(isDone: () => boolean, signal: AbortSignal | undefined): Promise<void>;
  /** Something has changed: look whose condition holds. */
  check(): void;
  /** Lets everybody go. */
  close(): void;
}

/** Makes it, without anybody. */
export function createLookWaiters(): LookWaiters {
  const waiting = new Set<{ readonly isDone: () => boolean; readonly resolve: () => void }>();
  return {
    until(isDone, signal) {
      if (isDone() || signal?.aborted === true) return Promise.resolve();
      return new Promise((resolve) => {
        const leave = (): void => {
          waiting.delete(waiter);
          signal?.removeEventListener('abort', leave);
          resolve();
        };
        const waiter = { isDone, resolve: leave };
        waiting.add(waiter);
        signal?.addEventListener('abort', leave, { once: true });
      });
    },
    check() {
      for (const waiter of Array.from(waiting)) if (waiter.isDone()) waiter.resolve();
    },
    close() {
      for (const waiter of Array.from(waiting)) waiter.resolve();
    },
  };
}
