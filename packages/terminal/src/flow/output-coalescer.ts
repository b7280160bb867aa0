import type { Clock, Timer } from '@ao/ports';
import { COALESCED_FRAME_BYTES, COALESCE_FOR_MS, ECHO_MAX_BYTES, ECHO_WITHIN_MS } from './flow-constants.ts';

/** Puts small pieces of output together. */
export interface OutputCoalescer {
  /** Takes a piece that begins at the offset; pieces follow each other without a gap. */
  push(bytes: Uint8Array, offset: number): void;
  /** Notes a key press: the next piece is probably its echo. */
  typed(): void;
  /** Sends what is waiting, now. Called before anything that must not overtake it. */
  flush(): void;
  /** Forgets what is waiting. */
  discard(): void;
}

/**
 * Makes a coalescer: fewer, larger frames cost both sides less, and four milliseconds are not seen. What comes right after a key
 * press is not held back, because that would be felt.
 */
export function createOutputCoalescer(options: {
  readonly clock: Pick<Clock, 'monotonic' | 'setTimer'>;
  readonly send: (bytes: Uint8Array, offset: number) => void;
}): OutputCoalescer {
  const { clock, send } = options;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let waitingOffset = 0;
  let timer: Timer | null = null;
  let typedAt = Number.NEGATIVE_INFINITY;

  function clear(): void {
    timer?.cancel();
    timer = null;
    waiting = [];
    waitingBytes = 0;
  }

  function flush(): void {
    if (waitingBytes === 0) return;
    const bytes = joined(waiting, waitingBytes);
    const offset = waitingOffset;
    clear();
    send(bytes, offset);
  }

  return {
    push(bytes, offset) {
      const isEcho = waitingBytes === 0 && bytes.length <= ECHO_MAX_BYTES && clock.monotonic() - typedAt <= ECHO_WITHIN_MS;
      if (isEcho || (waitingBytes === 0 && bytes.length >= COALESCED_FRAME_BYTES)) {
        send(bytes, offset);
        return;
      }
      if (waitingBytes === 0) waitingOffset = offset;
      waiting.push(bytes);
      waitingBytes += bytes.length;
      if (waitingBytes >= COALESCED_FRAME_BYTES) flush();
      else timer ??= clock.setTimer(COALESCE_FOR_MS, flush);
    },
    typed() {
      typedAt = clock.monotonic();
      flush();
    },
    flush,
    discard: clear,
  };
}

function joined(pieces: readonly Uint8Array[], totalBytes: number): Uint8Array {
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(totalBytes);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
