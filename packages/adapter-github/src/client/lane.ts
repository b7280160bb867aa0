/** Lets so many in at a time, in the order they came. */
export interface Lane {
  /** Runs when it is its turn. A call that is given up while it waits leaves the queue and rejects with the signal's reason. */
  run<Value>(task: () => Promise<Value>, signal?: AbortSignal): Promise<Value>;
}

/** Makes a lane. */
export function createLane(width: number): Lane {
  let free = width;
  const waiting: (() => void)[] = [];

  function enter(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (free > 0) {
      free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const turn = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        waiting.splice(waiting.indexOf(turn), 1);
        reject(signal?.reason as Error);
      };
      waiting.push(turn);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  return {
    async run(task, signal) {
      await enter(signal);
      try {
        return await task();
      } finally {
        const next = waiting.shift();
        if (next === undefined) free += 1;
        else next();
      }
    },
  };
}
