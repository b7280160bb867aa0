/** Events between whoever receives them and the one who reads them, in order. */
export interface EventQueue<Event> {
  push(event: Event): void;
  /** What was pushed before is still read; then the reader is told that it is over. */
  end(): void;
  /** The same, but the reader gets the error. */
  fail(error: unknown): void;
  /** The next event; null when it is over. One reader at a time. */
  next(): Promise<Event | null>;
}

/** Makes an empty queue. It is not bounded: whoever fills it has to be. */
export function createEventQueue<Event>(): EventQueue<Event> {
  const waiting: Event[] = [];
  let over: { readonly error: unknown } | null = null;
  let wake: (() => void) | null = null;

  function finish(error: unknown): void {
    over ??= { error };
    wake?.();
  }

  return {
    push(event) {
      if (over !== null) return;
      waiting.push(event);
      wake?.();
    },
    end: () => finish(null),
    fail: finish,
    async next() {
      while (waiting.length === 0 && over === null) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      wake = null;
      const event = waiting.shift();
      if (event !== undefined) return event;
      if (over?.error != null) throw over.error;
      return null;
    },
  };
}
