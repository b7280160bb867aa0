import type { MemoryReading } from '@ao/ports';

/** How much memory is kept free: the smaller one of those that are given; both null switch it off. */
export interface MemoryReserve {
  readonly bytes: number | null;
  /** Of all the memory there is. */
  readonly percent: number | null;
}

/** What an agent that was started a moment ago is still going to need, as far as it matters here. */
export const EXPECTED_SESSION_BYTES = 400 * 1024 * 1024;

/** After this time the memory an agent uses is seen in what is available. */
export const SETTLING_MS = 30_000;

/** The reserve in bytes; null when none is kept. */
export function reserveBytes(reserve: MemoryReserve, reading: MemoryReading): number | null {
  const { bytes, percent } = reserve;
  const limits = [...(bytes === null ? [] : [bytes]), ...(percent === null ? [] : [(reading.totalBytes * percent) / 100])];
  return limits.length === 0 ? null : Math.min(...limits);
}

/**
 * For how many more sessions there is memory; null when that does not matter, or is not known: a look that failed holds nobody back.
 *
 * @param settling - sessions that were started so recently that what they need is not seen yet.
 */
export function roomInMemory(reserve: MemoryReserve, reading: MemoryReading | null, settling: number): number | null {
  const keptFree = reading === null ? null : reserveBytes(reserve, reading);
  if (reading === null || keptFree === null) return null;
  const spare = reading.availableBytes - keptFree - settling * EXPECTED_SESSION_BYTES;
  return spare < 0 ? 0 : Math.floor(spare / EXPECTED_SESSION_BYTES) + 1;
}
