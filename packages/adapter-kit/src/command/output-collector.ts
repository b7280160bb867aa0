/** Keeps the first bytes of a stream, up to a limit, and remembers whether there were more. */
export interface OutputCollector {
  add(chunk: Buffer): void;
  bytes(): Buffer;
  truncated(): boolean;
}

/** Makes an empty collector that keeps at most `limitBytes`. */
export function createOutputCollector(limitBytes: number): OutputCollector {
  const chunks: Buffer[] = [];
  let keptBytes = 0;
  let isTruncated = false;
  return {
    add(chunk) {
      const kept = chunk.length <= limitBytes - keptBytes ? chunk : chunk.subarray(0, limitBytes - keptBytes);
      if (kept.length < chunk.length) isTruncated = true;
      if (kept.length === 0) return;
      chunks.push(kept);
      keptBytes += kept.length;
    },
    bytes: () => Buffer.concat(chunks, keptBytes),
    truncated: () => isTruncated,
  };
}
