import { writeSync } from 'node:fs';

/** Input that the program has not taken yet is kept up to this much; a program that never reads must not eat the memory. */
export const INPUT_QUEUE_LIMIT_BYTES = 16 * 1024 * 1024;

/** A terminal that is full is tried again after this long, and then less and less often. */
const FIRST_RETRY_MS = 2;
const LONGEST_RETRY_MS = 20;

interface QueuedInput {
  bytes: Uint8Array;
  readonly onSettled: (taken: boolean) => void;
}

/** Bytes on their way to the program. */
export interface InputQueue {
  /**
   * Queues bytes behind those that wait already. Answers false, and takes nothing, when too much waits or the terminal is gone.
   *
   * @param onSettled - called once for what was queued: with true when the terminal has taken it, with false when it never will.
   */
  push(bytes: Uint8Array, onSettled: (taken: boolean) => void): boolean;
  queuedBytes(): number;
  /** False once the terminal is gone. */
  isOpen(): boolean;
  /** Gives up what waits. The descriptor is not written to any more: its number may be given to another file. */
  close(): void;
}

/**
 * Writes to the descriptor of a terminal without ever waiting for the program to read: what does not fit is tried again later.
 * The descriptor must be non-blocking, as masters of terminals are here.
 *
 * @param write - replaces the system call in tests; throws an error with code `EAGAIN` when the terminal is full.
 */
export function createInputQueue(fd: number, write: (fd: number, bytes: Uint8Array) => number = writeSync): InputQueue {
  const queue: QueuedInput[] = [];
  let queuedBytes = 0;
  let retryMs = FIRST_RETRY_MS;
  let retry: NodeJS.Timeout | null = null;
  let closed = false;

  function pump(): void {
    retry = null;
    for (let next = queue[0]; next !== undefined; next = queue[0]) {
      const taken = next.bytes.length === 0 ? 0 : tryWrite(next.bytes);
      if (taken === null) return;
      queuedBytes -= taken;
      if (taken > 0) retryMs = FIRST_RETRY_MS;
      if (taken === next.bytes.length) {
        queue.shift();
        next.onSettled(true);
      } else next.bytes = next.bytes.subarray(taken);
    }
  }

  /** The number of bytes taken, or null when the terminal is full or gone. */
  function tryWrite(bytes: Uint8Array): number | null {
    try {
      return write(fd, bytes);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') {
        retry = setTimeout(pump, retryMs);
        retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
      } else close();
      return null;
    }
  }

  function close(): void {
    closed = true;
    queuedBytes = 0;
    if (retry !== null) clearTimeout(retry);
    for (const { onSettled } of queue.splice(0)) onSettled(false);
  }

  return {
    push(bytes, onSettled) {
      if (closed || queuedBytes + bytes.length > INPUT_QUEUE_LIMIT_BYTES) return false;
      queue.push({ bytes, onSettled });
      queuedBytes += bytes.length;
      if (retry === null) pump();
      return true;
    },
    queuedBytes: () => queuedBytes,
    isOpen: () => !closed,
    close,
  };
}
