/** Lets work under the same key be done one after the other. */
export interface Turns<Key> {
  /** Resolves with what the work answers, once all that was asked for before under this key is over, however it ended. */
  take<Result>(key: Key, work: () => Promise<Result>): Promise<Result>;
}

/** Makes turns. Keys without work cost nothing. */
export function createTurns<Key>(): Turns<Key> {
  const last = new Map<Key, Promise<unknown>>();
  return {
    take(key, work) {
      const mine = (last.get(key) ?? Promise.resolve()).then(work);
      const settled = mine.then(
        () => undefined,
        () => undefined,
      );
      last.set(key, settled);
      void settled.then(() => {
        if (last.get(key) === settled) last.delete(key);
      });
      return mine;
    },
  };
}
