/** Some HTTP clients give up on an answer that takes five minutes: longer waits are made of several requests. */
export const WAIT_SLICE_MS = 4 * 60 * 1000;

/**
 * Repeats a wait until it answers something.
 *
 * @param attempt - waits for at most the given time; null asks for another try, which the last one may not.
 */
export async function waitInSlices<Result>(
  timeoutMs: number,
  sliceMs: number,
  attempt: (sliceMs: number, isLast: boolean) => Promise<Result | null>,
): Promise<Result> {
  const endAt = performance.now() + timeoutMs;
  for (;;) {
    const leftMs = Math.max(0, endAt - performance.now());
    const result = await attempt(Math.ceil(Math.min(leftMs, sliceMs)), leftMs <= sliceMs);
    if (result !== null) return result;
  }
}
