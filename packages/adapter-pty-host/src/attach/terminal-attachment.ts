import type { AttachmentFrame, AttachRequest, RuntimeAttachment } from '@ao/ports';
import { openOutputCursor, type OutputCursor } from '../output/output-cursor.ts';
import type { OutputPlace, OutputSource } from '../output/output-source.ts';
import type { LogReader } from '../output/log-reader.ts';
import { SCROLLBACK_LINES } from '../screen/screen-emulator.ts';
import type { TerminalScreen } from '../screen/terminal-screen.ts';

/** What an attachment needs. */
export interface TerminalAttachmentOptions {
  readonly request: AttachRequest;
  readonly source: OutputSource;
  readonly log: LogReader;
  readonly screen: TerminalScreen;
  /** Called once when the attachment has ended, in whichever way. */
  readonly onClosed: () => void;
}

/** A viewer that was paused and has missed more than this gets a picture of the present instead: it is smaller, and sooner there. */
const MISSED_LIMIT_BYTES = 1024 * 1024;

/** A viewer's place in the terminal. */
export interface TerminalAttachment extends Pick<RuntimeAttachment, 'pause' | 'resume' | 'close'> {
  /** The offset from which on the viewer sees the output itself; null while it has not got its picture yet. */
  followsFrom(): number | null;
}

/**
 * Attaches a viewer: a snapshot, or what it missed since the offset it knows, and then everything that comes. The first frame comes
 * after this has returned.
 */
export function attachToTerminal(options: TerminalAttachmentOptions): TerminalAttachment {
  const { request, source, screen } = options;
  const scrollbackLines = request.scrollbackLines ?? SCROLLBACK_LINES;
  let cursor: OutputCursor | null = null;
  let followsFrom: number | null = null;
  let paused = false;
  let closed = false;
  let refreshing = false;
  /** It was paused when a picture of the present was ready; one is taken anew when it goes on. */
  let missedAll = false;
  /** Frames are passed on only while this is set, so that none comes before `attach` has returned the attachment. */
  let started = false;

  function frame(value: AttachmentFrame): void {
    if (!closed) request.onFrame(value);
  }

  function finish(last: () => void): void {
    if (closed) return;
    last();
    close();
  }

  function close(): void {
    if (closed) return;
    closed = true;
    cursor?.close();
    options.onClosed();
  }

  function follow(place: OutputPlace): void {
    cursor?.close();
    followsFrom = place.offset;
    cursor = openOutputCursor(source, place, {
      onData: (bytes, offset) => frame({ type: 'data', bytes, offset }),
      onSize: (mark) => frame({ type: 'size', size: mark.size }),
      onGap: () => void refresh(),
      onEnd: (end) => finish(() => (end.type === 'exit' ? frame({ type: 'exit', exit: end.exit }) : request.onLost(end.error))),
      onFailure: (error) => finish(() => request.onLost(error)),
    });
    if (!paused) cursor.resume();
  }

  /** Shows the present in place of what was missed or lost. */
  async function refresh(): Promise<void> {
    if (refreshing || closed) return;
    refreshing = true;
    cursor?.close();
    cursor = null;
    followsFrom = null;
    try {
      const { bytes, offset, size, place } = await screen.snapshot(scrollbackLines);
      refreshing = false;
      if (closed) return;
      if (paused) {
        missedAll = true;
        return;
      }
      frame({ type: 'snapshot', bytes, offset, size });
      if (!closed) follow(place);
    } catch (error) {
      refreshing = false;
      finish(() => request.onLost(error instanceof Error ? error : new Error(String(error))));
    }
  }

  async function begin(): Promise<void> {
    await source.begin();
    const place = request.resumeFrom === undefined ? null : await resumePlace(options, request.resumeFrom);
    if (place === null) await refresh();
    else follow(place);
  }

  function resume(): void {
    if (!paused) return;
    paused = false;
    if (!started) return;
    const missed = cursor === null ? 0 : source.knownEnd() - cursor.place().offset;
    if (missedAll || missed > MISSED_LIMIT_BYTES) {
      missedAll = false;
      void refresh();
    } else cursor?.resume();
  }

  queueMicrotask(() => {
    started = true;
    if (!closed) begin().catch((error: unknown) => finish(() => request.onLost(error instanceof Error ? error : new Error(String(error)))));
  });

  return {
    pause() {
      paused = true;
      cursor?.pause();
    },
    resume,
    close,
    followsFrom: () => followsFrom,
  };
}

/** Where a viewer goes on that knows everything before an offset; null when the terminal no longer has all that follows. */
async function resumePlace({ source, log }: TerminalAttachmentOptions, offset: number): Promise<OutputPlace | null> {
  const { oldestOffset, endOffset } = await log.extent();
  const end = Math.max(endOffset, source.knownEnd());
  return offset >= oldestOffset && offset <= end ? source.placeAt(offset) : null;
}
