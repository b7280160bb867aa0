/** Maps values by asynchronous work, at most `parallel` at a time. Answers in the order of the values; rejects with the first failure. */
export async function mapBounded<Value, Result>(
  values: readonly Value[],
  parallel: number,
  work: (value: Value) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Map<number, Result>();
  const queue = values.entries();
  async function worker(): Promise<void> {
    for (const [index, value] of queue) results.set(index, await work(value));
  }
  await Promise.all(Array.from({ length: Math.min(parallel, values.length) }, worker));
  return values.map((_, index) => results.get(index) as Result);
}
