import type { SizeMark } from './size-history.ts';
import type { NextOutput, OutputEnd, OutputPlace, OutputSource } from './output-source.ts';

/** What a reader of the output is told, strictly in order, and never while it is paused. */
export interface OutputReader {
  onData(bytes: Uint8Array, offset: number): void;
  onSize(mark: SizeMark): void;
  /** Output up to the offset is lost; the next data begins there. */
  onGap(toOffset: number): void;
  /** Nothing more will come. The last call. */
  onEnd(end: OutputEnd): void;
  /** Reading failed in a way that cannot be mended by going on. The last call. */
  onFailure(error: Error): void;
}

/** One reader's way through the output. It holds nothing back: a paused reader costs no memory, it reads from the log later. */
export interface OutputCursor {
  place(): OutputPlace;
  pause(): void;
  resume(): void;
  /** Goes on from another place. */
  moveTo(place: OutputPlace): void;
  close(): void;
}

/** One piece of output is at most this much, unless a reader wants less. */
const PIECE_BYTES = 256 * 1024;

/**
 * Makes a cursor at a place. It stands still until {@link OutputCursor.resume} is called.
 *
 * @param pieceBytes - the most that is passed on in one call.
 */
export function openOutputCursor(
  source: OutputSource,
  from: OutputPlace,
  reader: OutputReader,
  pieceBytes: number = PIECE_BYTES,
): OutputCursor {
  let { offset, sizeIndex } = from;
  let paused = true;
  let closed = false;
  /** Counts moves: what was read for an earlier place is thrown away. */
  let generation = 0;
  let waitingForRead = false;
  /** There was news while a read was under way: its answer may be older than the news. */
  let newsMissed = false;
  let pumping = false;
  const stopListening = source.onNews(pump);

  function pump(): void {
    // A reader that pauses and resumes within a call must not be called inside itself.
    newsMissed = waitingForRead;
    if (pumping) return;
    pumping = true;
    try {
      while (!paused && !closed && !waitingForRead) {
        const next = source.next({ offset, sizeIndex }, pieceBytes);
        if (next instanceof Promise) awaitRead(next);
        else if (!take(next)) return;
      }
    } finally {
      pumping = false;
    }
  }

  function awaitRead(read: Promise<NextOutput>): void {
    const begunIn = generation;
    waitingForRead = true;
    read.then(
      (next) => {
        waitingForRead = false;
        if (closed) return;
        // What was read while the reader paused is read again later: holding it would cost memory for as long as the pause.
        if (begunIn !== generation || paused || isOutdated(next) || take(upToNextSize(next)) || newsMissed) pump();
      },
      (error: unknown) => {
        waitingForRead = false;
        if (closed) return;
        close();
        reader.onFailure(error instanceof Error ? error : new Error(String(error)));
      },
    );
  }

  /** A size that belongs here became known during the read: it comes first. */
  function isOutdated(next: NextOutput): boolean {
    const mark = source.sizes()[sizeIndex];
    return next.type !== 'size' && mark !== undefined && mark.offset <= offset;
  }

  function upToNextSize(next: NextOutput): NextOutput {
    const mark = source.sizes()[sizeIndex];
    if (next.type !== 'data' || mark === undefined) return next;
    return { type: 'data', bytes: next.bytes.subarray(0, mark.offset - offset) };
  }

  /** Passes on what came next. Answers whether to look for more. */
  function take(next: NextOutput): boolean {
    switch (next.type) {
      case 'data': {
        const at = offset;
        offset += next.bytes.length;
        reader.onData(next.bytes, at);
        return true;
      }
      case 'size':
        sizeIndex += 1;
        reader.onSize(next.mark);
        return true;
      case 'gap':
        offset = next.toOffset;
        reader.onGap(next.toOffset);
        return true;
      case 'end':
        close();
        reader.onEnd(next.end);
        return false;
      case 'wait':
        return false;
    }
  }

  function close(): void {
    closed = true;
    stopListening();
  }

  return {
    place: () => ({ offset, sizeIndex }),
    pause() {
      paused = true;
    },
    resume() {
      paused = false;
      pump();
    },
    moveTo(place) {
      generation += 1;
      ({ offset, sizeIndex } = place);
      pump();
    },
    close,
  };
}
