/** Lets a limited number of pieces of work run at the same time; the others wait in order. */
export interface Turns {
  take<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Makes turns for at most so many at once. */
export function createTurns(atOnce: number): Turns {
  const waiting: (() => void)[] = [];
  let free = atOnce;

  return {
    async take(work) {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await work();
      } finally {
        // The turn is handed on to the next in line, if somebody waits.
        const next = waiting.shift();
        if (next === undefined) free += 1;
        else next();
      }
    },
  };
}
