/** While output keeps coming, it is passed on this often; the first after a pause goes at once, so that an echo is never held up. */
const BATCH_INTERVAL_MS = 2;
/** What has gathered is passed on earlier when it is this much. */
const BATCH_BYTES = 64 * 1024;

/** Gathers output for the clients. */
export interface LiveBatch {
  push(bytes: Buffer): void;
  /** Passes on what has gathered, for example because something else must come after it. */
  flush(): void;
}

/** Joins a flood of small reads into few large frames without delaying single ones. */
export function createLiveBatch(send: (parts: readonly Buffer[], length: number) => void): LiveBatch {
  let parts: Buffer[] = [];
  let length = 0;
  let timer: NodeJS.Timeout | null = null;

  function flush(): void {
    if (length === 0) return;
    const sent = parts;
    const sentLength = length;
    parts = [];
    length = 0;
    send(sent, sentLength);
  }

  function onInterval(): void {
    timer = null;
    if (length === 0) return;
    flush();
    timer = setTimeout(onInterval, BATCH_INTERVAL_MS);
  }

  return {
    push(bytes) {
      parts.push(bytes);
      length += bytes.length;
      if (timer === null) {
        flush();
        timer = setTimeout(onInterval, BATCH_INTERVAL_MS);
      } else if (length >= BATCH_BYTES) flush();
    },
    flush,
  };
}
