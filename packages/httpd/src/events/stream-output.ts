import type { ServerResponse } from 'node:http';

/** What may wait in memory for a client that reads slowly, before no more is given to it. */
const BUFFER_LIMIT_BYTES = 256 * 1024;

/** The socket side of one stream. */
export interface StreamOutput {
  write(frame: Uint8Array): void;
  /** Writes many frames as one packet. */
  batch(write: () => void): void;
  /** Whether the client is so far behind that it should not be given more. */
  isFull(): boolean;
  /** Ends the stream properly; cuts the connection when the client does not take the rest within the time. */
  end(lastFrame: Uint8Array, cutAfter: (cut: () => void) => void): void;
  cut(): void;
}

/** Starts a stream on a response. `onRoom` is called when a full stream can take more, `onClosed` once, for whatever reason. */
export function openStreamOutput(
  outgoing: ServerResponse,
  headers: Readonly<Record<string, string>>,
  listeners: { readonly onRoom: () => void; readonly onClosed: () => void },
): StreamOutput {
  outgoing.writeHead(200, { ...headers, 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
  outgoing.on('drain', listeners.onRoom);
  outgoing.once('close', listeners.onClosed);
  // A client that goes away while being written to is no error of ours; `close` follows.
  outgoing.on('error', () => {});
  return {
    write: (frame) => void outgoing.write(frame),
    batch(write) {
      outgoing.cork();
      write();
      outgoing.uncork();
    },
    isFull: () => outgoing.writableLength >= BUFFER_LIMIT_BYTES,
    end(lastFrame, cutAfter) {
      if (outgoing.writableEnded || outgoing.destroyed) return;
      outgoing.end(lastFrame);
      cutAfter(() => outgoing.destroy());
    },
    cut: () => void outgoing.destroy(),
  };
}
