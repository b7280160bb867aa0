import { createQueryFilter, type QueryFilter } from '@ao/adapter-kit';
import type { ExitFacts } from '@ao/domain';
import type { AttachmentFrame, AttachRequest, RuntimeAttachment, TerminalSize } from '@ao/ports';

/** One viewer as its feed sees it. */
export interface TerminalViewer extends Pick<RuntimeAttachment, 'pause' | 'resume' | 'close'> {
  readonly scrollbackLines: number;
  /** It waits for a picture and takes nothing else. */
  awaitPicture(): void;
  /** Draws the terminal anew. `unfinished` is the beginning of what comes next, as far as it has come. */
  picture(bytes: Buffer, size: TerminalSize, unfinished: Buffer): void;
  data(bytes: Buffer): void;
  size(size: TerminalSize): void;
  exit(exit: ExitFacts): void;
  lost(error: Error): void;
}

/** What a viewer needs. */
export interface TerminalViewerOptions {
  readonly request: AttachRequest;
  /** It needs a picture: it missed too much. */
  readonly onNeedsPicture: () => void;
  /** Called once when it is over, in whichever way. */
  readonly onClosed: () => void;
}

const DEFAULT_SCROLLBACK_LINES = 1000;
/** A viewer that was paused and has missed more gets a picture of the present instead. */
const MISSED_LIMIT_BYTES = 128 * 1024;

/**
 * Makes a viewer. The questions of the program are kept from it, because tmux has answered them. Offsets count what it gets, from its
 * first picture on.
 */
export function createTerminalViewer({ request, onNeedsPicture, onClosed }: TerminalViewerOptions): TerminalViewer {
  let filter: QueryFilter = createQueryFilter();
  let offset = 0;
  let paused = false;
  let closed = false;
  let waiting = true;
  let missedTooMuch = false;
  let missedBytes = 0;
  /** What came while it was paused, in order; the end of the terminal among it. */
  let missed: (() => void)[] = [];

  function frame(value: AttachmentFrame): void {
    if (!closed) request.onFrame(value);
  }

  /** Does it now, or when the viewer goes on. */
  function later(deliver: () => void, bytes = 0): void {
    if (closed) return;
    if (!paused) {
      deliver();
      return;
    }
    missedBytes += bytes;
    missed.push(deliver);
    if (missedBytes <= MISSED_LIMIT_BYTES) return;
    missedTooMuch = true;
    waiting = true;
    forgetMissed();
  }

  function forgetMissed(): void {
    missed = [];
    missedBytes = 0;
  }

  function close(): void {
    if (closed) return;
    closed = true;
    forgetMissed();
    onClosed();
  }

  function sendData(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    frame({ type: 'data', bytes, offset });
    offset += bytes.length;
  }

  return {
    scrollbackLines: request.scrollbackLines ?? DEFAULT_SCROLLBACK_LINES,
    awaitPicture() {
      waiting = true;
      forgetMissed();
    },
    picture(bytes, size, unfinished) {
      if (closed) return;
      waiting = false;
      missedTooMuch = false;
      forgetMissed();
      filter = createQueryFilter();
      const begun = filter.pass(unfinished);
      const { columns, rows } = size;
      // It counts for nothing of what may be missed: there is only ever one, and after the end no other could be asked for.
      later(() => frame({ type: 'snapshot', bytes: Buffer.concat([bytes, begun]), offset, size: { columns, rows } }));
    },
    data(bytes) {
      if (waiting || closed) return;
      const passed = filter.pass(bytes);
      later(() => sendData(passed), passed.length);
    },
    size(size) {
      if (!waiting) later(() => frame({ type: 'size', size }));
    },
    exit(exit) {
      later(() => {
        if (!waiting) sendData(filter.flush());
        frame({ type: 'exit', exit });
        close();
      });
    },
    lost(error) {
      if (closed) return;
      close();
      request.onLost(error);
    },
    pause() {
      paused = true;
    },
    resume() {
      if (!paused) return;
      paused = false;
      const delivering = missed;
      forgetMissed();
      for (const deliver of delivering) deliver();
      if (missedTooMuch && !closed) {
        missedTooMuch = false;
        onNeedsPicture();
      }
    },
    close,
  };
}
