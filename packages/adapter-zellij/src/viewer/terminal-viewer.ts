import type { ExitFacts } from '@ao/domain';
import type { AttachmentFrame, AttachRequest, Clock, RuntimeAttachment, TerminalSize, Timer } from '@ao/ports';
import { attachMessage, emptyReplyMessage, resizeMessage } from '../contract/client-messages.ts';
import type { ServerMessage } from '../contract/server-messages.ts';
import { withPlainTitle } from './viewer-preamble.ts';
import { connectToZellij, type ZellijConnection } from '../contract/zellij-connection.ts';

/** One viewer, as the terminal sees it. */
export interface TerminalViewer extends RuntimeAttachment {
  /** The terminal has a new size. */
  resize(size: TerminalSize): void;
}

/** What a viewer needs. */
export interface TerminalViewerOptions {
  readonly request: AttachRequest;
  readonly socketPath: string;
  readonly size: TerminalSize;
  /** What stands before zellij's picture: modes, title, scrollback. */
  readonly preamble: string;
  readonly clock: Clock;
  /** Finds out what became of the program when the connection has ended: how it ended, or null when it runs on. */
  readonly settle: () => Promise<ExitFacts | null>;
  readonly onClosed: () => void;
}

/** zellij keeps what a viewer does not take in its memory; a viewer that pauses for longer attaches anew afterwards. */
const LONGEST_PAUSE_MS = 1_000;

/**
 * Attaches a viewer: a client of zellij's server of its own, of the size the terminal has, so that it gets a whole picture first and
 * then every change, and does not change the size. It never answers for its terminal.
 *
 * @throws AoError `RUNTIME_UNAVAILABLE`
 */
export async function attachViewer(options: TerminalViewerOptions): Promise<TerminalViewer> {
  const { request, socketPath, clock, settle } = options;
  let { size } = options;
  let connection: ZellijConnection | null = null;
  let held: AttachmentFrame[] = [];
  let offset: number | null = null;
  let paused = false;
  let over = false;
  /** A connection is being made: a second one would draw everything twice, and hold the terminal at its size. */
  let opening = false;
  /** The connection was lost, and it is found out why. */
  let settling = false;
  let pauseTimer: Timer | null = null;

  function emit(frame: AttachmentFrame): void {
    if (paused) held.push(frame);
    else request.onFrame(frame);
  }

  function draw(drawn: Buffer): void {
    const content = withPlainTitle(drawn);
    if (offset === null) {
      offset = 0;
      emit({ type: 'snapshot', bytes: Buffer.concat([Buffer.from(options.preamble), content]), offset, size });
      return;
    }
    emit({ type: 'data', bytes: content, offset });
    offset += content.length;
  }

  function receive(message: ServerMessage): void {
    if (over) return;
    if (message.type === 'render') draw(message.content);
    else if (message.type === 'query') connection?.send(emptyReplyMessage(message.token));
    else if (message.type === 'exit') lose(null);
  }

  function lose(error: Error | null): void {
    connection?.close();
    connection = null;
    void finish(error);
  }

  async function finish(error: Error | null): Promise<void> {
    if (settling) return;
    settling = true;
    let exit: ExitFacts | null = null;
    let reason = error ?? new Error('zellij ended the connection');
    try {
      exit = await settle();
    } catch (unsettled) {
      if (unsettled instanceof Error) reason = unsettled;
    }
    if (over) return;
    if (exit === null) {
      close();
      request.onLost(reason);
      return;
    }
    emit({ type: 'exit', exit });
    if (!paused) close();
  }

  async function open(): Promise<void> {
    if (opening) return;
    opening = true;
    const opened = await connectToZellij(socketPath, { onMessage: receive, onClosed: lose }).finally(() => (opening = false));
    if (over || (paused && offset !== null)) return opened.close();
    connection = opened;
    opened.send(attachMessage(size));
  }

  function close(): void {
    if (over) return;
    over = true;
    held = [];
    pauseTimer?.cancel();
    connection?.close();
    connection = null;
    options.onClosed();
  }

  await open();
  return {
    pause() {
      if (over || paused) return;
      paused = true;
      connection?.pause();
      pauseTimer = clock.setTimer(LONGEST_PAUSE_MS, () => {
        connection?.close();
        connection = null;
      });
    },
    resume() {
      if (over || !paused) return;
      paused = false;
      pauseTimer?.cancel();
      const missed = held;
      held = [];
      for (const frame of missed) if (!over) request.onFrame(frame);
      if (missed.at(-1)?.type === 'exit') close();
      else if (connection !== null) connection.resume();
      else if (settling) return;
      // A new client is sent a whole picture, which draws over what the viewer has.
      else open().catch((error: unknown) => void finish(error instanceof Error ? error : null));
    },
    close,
    resize(next) {
      size = next;
      connection?.send(resizeMessage(next));
      if (offset !== null) emit({ type: 'size', size: next });
    },
  };
}
