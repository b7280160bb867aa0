/**
 * The value below which the given part of the samples lies, by the nearest rank: always one that was really measured.
 *
 * @param part - from 0 to 1; 0.5 is the median.
 */
export function quantile(samples: readonly number[], part: number): number {
  if (samples.length === 0) throw new Error('There are no samples.');
  const sorted = samples.toSorted((left, right) => left - right);
  const rank = Math.min(sorted.length, Math.max(1, Math.ceil(part * sorted.length)));
  return sorted[rank - 1] ?? Number.NaN;
}

/** The middle sample. */
export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}
