import { AoApiError } from '../ao-api-error.ts';
import { createEventQueue } from './event-queue.ts';
import type { TerminalEvent } from './terminal-event.ts';
import type { BinaryFrame, ServerFrame, TerminalMode, TerminalSize } from './terminal-frames.ts';
import type { LinkedStream, TerminalLink } from './terminal-link.ts';

/** How much is drawn before more is asked for; smaller amounts cost more frames than they are worth. */
const CREDIT_GRANT_BYTES = 256 * 1024;

/** Large pastes go in several frames. */
const INPUT_FRAME_BYTES = 64 * 1024;

/** How long a terminal waits before it is opened again on a connection that stands. */
const REOPEN_AFTER_MS = 500;

/** How to attach to a terminal. */
export interface TerminalOptions {
  /** Default `control`. */
  readonly mode?: TerminalMode | undefined;
  /** The size of the viewer. It becomes the terminal's size in mode `control`. */
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  /** The last offset that was seen, to get only what came since. */
  readonly resumeFrom?: number | undefined;
  /** Take control from whoever has it. */
  readonly takeover?: boolean | undefined;
  /** Lines of scrollback in snapshots. */
  readonly scrollbackLines?: number | undefined;
  /** Closes the terminal. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * One viewer of a session's terminal. Iterate it once, to the end: coming back for the next event is what tells the daemon that the last
 * one was drawn, so a viewer that is slow slows nothing down but itself. Leaving the loop closes it. The program goes on.
 */
export interface Terminal extends AsyncIterable<TerminalEvent> {
  readonly sessionId: string;
  /** Types. Answers false, and drops what was typed, while there is no connection: typed later it could answer another question. */
  write(data: string | Uint8Array): boolean;
  /** Remembered, also for the next connection. */
  resize(size: TerminalSize): void;
  /** Takes control from whoever has it. */
  takeControl(): void;
  /** Gives control up. */
  observe(): void;
  /** Closing twice is harmless. */
  close(): void;
}

/** Opens a terminal; resolves when it is open. Rejects with {@link AoApiError}, for example `SESSION_NOT_FOUND` or `DAEMON_NOT_RUNNING`. */
export function openTerminal(link: TerminalLink, sessionId: string, options: TerminalOptions = {}): Promise<Terminal> {
  const queue = createEventQueue<{ readonly event: TerminalEvent; readonly connection: number }>();
  const { columns, rows, signal } = options;
  let size = columns === undefined || rows === undefined ? undefined : { columns, rows };
  let mode: TerminalMode = options.mode ?? 'control';
  let takeover = options.takeover;
  let offset = options.resumeFrom;
  /** A session that was restored has another terminal, and its offsets begin anew. */
  let terminalName: string | undefined;
  let connection = 0;
  let isOpen = false;
  let drawnBytes = 0;
  let announced: TerminalSize | null = null;
  let refusal: AoApiError | null = null;
  let reopening: ReturnType<typeof setTimeout> | undefined;

  return new Promise((resolve, reject) => {
    const stream: LinkedStream = { onConnected: open, onFrame, onBinary, onDisconnected, onFailed };
    const handle = link.join(stream);
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true) onAbort();

    function open(): void {
      connection += 1;
      drawnBytes = 0;
      const { scrollbackLines } = options;
      handle.send({
        type: 'open',
        stream: handle.number,
        session: sessionId,
        mode,
        size,
        resumeFrom: offset,
        terminal: terminalName,
        takeover,
        scrollbackLines,
      });
      takeover = undefined;
    }

    function push(event: TerminalEvent): void {
      queue.push({ event, connection });
    }

    function onFrame(frame: ServerFrame): void {
      switch (frame.type) {
        case 'opened':
          isOpen = true;
          terminalName = frame.terminal;
          push({ type: 'opened', mode: frame.mode });
          resolve(terminal);
          return;
        case 'snapshot':
          announced = frame.size;
          return;
        case 'resumed':
          offset = frame.offset;
          push({ type: 'resumed', offset });
          return;
        case 'size':
          push({ type: 'size', size: frame.size });
          return;
        case 'mode':
          push({ type: 'mode', mode: frame.mode });
          return;
        case 'exit':
          push({ type: 'exit', exit: frame.exit });
          return;
        case 'error':
          refusal = new AoApiError({ code: frame.code, status: 0, message: frame.message });
          if (frame.stream === null) return refusedWithoutNumber(refusal);
          if (isOpen) push({ type: 'refused', error: refusal });
          return;
        case 'closed':
          onClosed(frame.reason);
      }
    }

    /** Concerns this terminal only while it is being opened. */
    function refusedWithoutNumber(error: AoApiError): void {
      if (isOpen || connection === 0) return;
      handle.send({ type: 'close', stream: handle.number });
      finish(error);
    }

    function onBinary({ kind, bytes, offset: begin }: BinaryFrame): void {
      if (kind === 'data') {
        offset = begin + bytes.length;
        push({ type: 'data', bytes, offset: begin });
      } else if (announced !== null) {
        offset = begin;
        push({ type: 'snapshot', bytes, offset: begin, size: announced });
        announced = null;
      }
    }

    function onClosed(reason: Extract<ServerFrame, { type: 'closed' }>['reason']): void {
      if (reason === 'client') finish(null);
      else if (reason === 'refused')
        finish(refusal ?? new AoApiError({ code: 'TERMINAL_PROTOCOL', status: 0, message: 'The terminal was refused.' }));
      else {
        onDisconnected();
        // When the daemon stops, the connection goes too, and the link takes care of it; else the terminal can be had again on this one.
        const lost = connection;
        reopening = setTimeout(() => {
          if (connection === lost) open();
        }, REOPEN_AFTER_MS);
      }
    }

    function onDisconnected(): void {
      if (isOpen) push({ type: 'disconnected' });
      isOpen = false;
      announced = null;
    }

    function onFailed(error: unknown, isPassing: boolean): boolean {
      const hasBeenOpen = connection > 0;
      if (isPassing && hasBeenOpen) return true;
      finish(error);
      return false;
    }

    function onAbort(): void {
      if (connection > 0) handle.send({ type: 'close', stream: handle.number });
      finish(signal?.reason);
    }

    function finish(error: unknown): void {
      isOpen = false;
      clearTimeout(reopening);
      signal?.removeEventListener('abort', onAbort);
      handle.release();
      if (error === null) queue.end();
      else queue.fail(error);
      reject(error);
    }

    /** The reader came back: what it was given is drawn. Bytes of a connection that is gone cost the present one nothing. */
    function drawn(item: { readonly event: TerminalEvent; readonly connection: number }): void {
      const { event } = item;
      if (!(event.type === 'data' || event.type === 'snapshot') || item.connection !== connection) return;
      drawnBytes += event.bytes.length;
      if (drawnBytes < CREDIT_GRANT_BYTES) return;
      handle.send({ type: 'credit', stream: handle.number, bytes: drawnBytes });
      drawnBytes = 0;
    }

    async function* events(): AsyncGenerator<TerminalEvent, void, void> {
      try {
        for (let item = await queue.next(); item !== null; item = await queue.next()) {
          yield item.event;
          drawn(item);
        }
      } finally {
        terminal.close();
      }
    }

    const terminal: Terminal = {
      sessionId,
      write(data) {
        const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
        if (!isOpen) return false;
        for (let at = 0; at < bytes.length; at += INPUT_FRAME_BYTES) handle.sendInput(bytes.subarray(at, at + INPUT_FRAME_BYTES));
        return true;
      },
      resize(next) {
        size = next;
        if (isOpen) handle.send({ type: 'resize', stream: handle.number, size });
      },
      takeControl() {
        mode = 'control';
        if (isOpen) handle.send({ type: 'control', stream: handle.number });
      },
      observe() {
        mode = 'observe';
        if (isOpen) handle.send({ type: 'observe', stream: handle.number });
      },
      close() {
        if (isOpen) handle.send({ type: 'close', stream: handle.number });
        finish(null);
      },
      [Symbol.asyncIterator]: events,
    };
  });
}
