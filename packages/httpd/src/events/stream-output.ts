import type { ServerResponse } from 'node:http';
import { PREAMBLE_FRAME } from './event-frame.ts';

/** What may wait in memory for a client that reads slowly, before no more is given to it. */
const BUFFER_LIMIT_BYTES = 256 * 1024;

/** The socket side of one stream. */
export interface StreamOutput {
  /** Sends the head of the answer, if no frame has done so yet. */
  begin(): void;
  write(frame: Uint8Array): void;
  /** Writes many frames as one packet. */
  batch(write: () => void): void;
  /** Whether the client is so far behind that it should not be given more. */
  isFull(): boolean;
  /** Ends the stream properly; cuts the connection when the client does not take the rest within the time. */
  end(lastFrame: Uint8Array, cutAfter: (cut: () => void) => void): void;
  cut(): void;
}

/** Makes a stream of a response; nothing is sent before `begin` or the first frame, so that until then the answer can still be an error. `onRoom` is called when a full stream can take more, `onClosed` once, for whatever reason. */
export function openStreamOutput(
  outgoing: ServerResponse,
  headers: Readonly<Record<string, string>>,
  listeners: { readonly onRoom: () => void; readonly onClosed: () => void },
): StreamOutput {
  outgoing.on('drain', listeners.onRoom);
  outgoing.once('close', listeners.onClosed);
  // A client that goes away while being written to is no error of ours; `close` follows.
  outgoing.on('error', () => {});
  function begin(): void {
    if (outgoing.headersSent) return;
    outgoing.writeHead(200, { ...headers, 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
    outgoing.write(PREAMBLE_FRAME);
  }
  function write(frame: Uint8Array): void {
    begin();
    outgoing.write(frame);
  }
  return {
    begin,
    write,
    batch(write) {
      outgoing.cork();
      write();
      outgoing.uncork();
    },
    isFull: () => outgoing.writableLength >= BUFFER_LIMIT_BYTES,
    end(lastFrame, cutAfter) {
      if (outgoing.writableEnded || outgoing.destroyed) return;
      write(lastFrame);
      outgoing.end();
      cutAfter(() => outgoing.destroy());
    },
    cut: () => void outgoing.destroy(),
  };
}
