const ASK_AGAIN_MS = 25;

/** How long to ask, and what to say when it was in vain. */
export interface EventuallyOptions {
  readonly withinMs: number;
  readonly complaint: () => string;
}

/** Asks again until there is an answer: it comes from another process, which nobody can await. */
export async function eventually<Value>(
  ask: () => Value | undefined | Promise<Value | undefined>,
  { withinMs, complaint }: EventuallyOptions,
): Promise<Value> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const value = await ask();
    if (value !== undefined) return value;
    if (performance.now() > deadline) throw new Error(complaint());
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
}
