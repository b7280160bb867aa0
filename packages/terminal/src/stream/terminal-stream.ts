import { type SessionId, toAoError } from '@ao/domain';
import type { AttachmentFrame, Clock, Logger, RuntimeAttachment, TerminalSize } from '@ao/ports';
import { INITIAL_CREDIT_BYTES } from '../flow/flow-constants.ts';
import { createOutputCoalescer } from '../flow/output-coalescer.ts';
import type { TerminalLocation } from '../hub/terminal-channel.ts';
import { encodeBinaryFrame } from '../protocol/binary-frame.ts';
import type { TerminalMode } from '../protocol/client-frame.ts';
import type { ServerFrame } from '../protocol/server-frame.ts';
import type { RoomMember } from '../room/terminal-room.ts';
import { isTerminalReply } from './terminal-reply.ts';

/** A connection to a terminal that is lost is made again this often, a little later each time … */
const REATTACH_ATTEMPTS = 5;
const REATTACH_PAUSE_MS = 200;
/** … and is counted anew when it has held this long. One that breaks again after its picture has not held. */
const ATTACHMENT_HELD_MS = 5_000;

/** What an emulator answers to output of the past may come this long after the output was sent again. */
const REPLAY_ANSWERS_MS = 1_500;

/** What a stream needs. */
export interface TerminalStreamOptions {
  readonly number: number;
  readonly sessionId: SessionId;
  readonly location: TerminalLocation;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly size: TerminalSize | null;
  /** The offset the viewer knows of this very terminal. */
  readonly resumeFrom: number | undefined;
  readonly scrollbackLines: number | undefined;
  readonly sendFrame: (frame: ServerFrame) => void;
  readonly sendBinary: (bytes: Uint8Array) => void;
  /** The stream is over for good. */
  readonly onClosed: () => void;
}

/** One terminal on one connection. */
export interface TerminalStream extends RoomMember {
  readonly number: number;
  readonly sessionId: SessionId;
  /** Attaches; output flows from then on. */
  start(mode: TerminalMode): void;
  grant(bytes: number): void;
  /** Holds output back because the whole connection is full, or lets it go on. */
  holdBack(isFull: boolean): void;
  /** Notes a key press, so that its echo is not held back. */
  typed(): void;
  write(bytes: Uint8Array): void;
  setSize(size: TerminalSize): void;
  close(reason: 'client' | 'stopping' | null): void;
}

/** Makes a stream. It sends nothing before {@link TerminalStream.start}. */
export function createTerminalStream(options: TerminalStreamOptions): TerminalStream {
  const { number, sessionId, clock, logger, sendFrame } = options;
  const { runtime, handle } = options.location;
  let size = options.size;
  let credit = INITIAL_CREDIT_BYTES;
  let channelIsFull = false;
  let isPaused = false;
  let isClosed = false;
  let hasExited = false;
  let mode: TerminalMode = 'observe';
  let offset = options.resumeFrom;
  let attachment: RuntimeAttachment | null = null;
  let attempts = 0;
  let attachedAt = 0;
  let answersDroppedUntil = Number.NEGATIVE_INFINITY;
  let saidResumed = false;
  const coalescer = createOutputCoalescer({
    clock,
    send: (bytes, at) => options.sendBinary(encodeBinaryFrame({ kind: 'data', stream: number, offset: at, bytes })),
  });

  function onFrame(frame: AttachmentFrame): void {
    if (isClosed) return;
    switch (frame.type) {
      case 'data':
        offset = frame.offset + frame.bytes.length;
        credit -= frame.bytes.length;
        coalescer.push(frame.bytes, frame.offset);
        adjustFlow();
        return;
      case 'snapshot':
        coalescer.discard();
        offset = frame.offset;
        credit -= frame.bytes.length;
        sendFrame({ type: 'snapshot', stream: number, offset: frame.offset, size: frame.size, bytes: frame.bytes.length });
        options.sendBinary(encodeBinaryFrame({ kind: 'snapshot', stream: number, offset: frame.offset, bytes: frame.bytes }));
        adjustFlow();
        return;
      case 'size':
        coalescer.flush();
        sendFrame({ type: 'size', stream: number, size: frame.size });
        return;
      case 'exit':
        coalescer.flush();
        hasExited = true;
        sendFrame({ type: 'exit', stream: number, exit: frame.exit });
    }
  }

  function adjustFlow(): void {
    const shouldPause = credit <= 0 || channelIsFull;
    if (attachment === null || shouldPause === isPaused) return;
    isPaused = shouldPause;
    if (shouldPause) attachment.pause();
    else attachment.resume();
  }

  async function attach(): Promise<void> {
    const resumesAt = offset;
    try {
      // What was printed in the meantime was answered by others, or never will be.
      const isReplay = resumesAt !== undefined && ((await runtime.output?.(handle, resumesAt, 0))?.endOffset ?? 0) > resumesAt;
      if (isReplay) answersDroppedUntil = clock.monotonic() + REPLAY_ANSWERS_MS;
      attachedAt = clock.monotonic();
      const made = await runtime.attach(handle, {
        resumeFrom: resumesAt,
        scrollbackLines: options.scrollbackLines,
        answersQueries: mode === 'control',
        onFrame: (frame) => {
          if (resumesAt !== undefined && !saidResumed && frame.type !== 'snapshot')
            sendFrame({ type: 'resumed', stream: number, offset: resumesAt });
          saidResumed = true;
          onFrame(frame);
        },
        onLost: (error) => void reattach(error),
      });
      if (isClosed) {
        made.close();
        return;
      }
      attachment = made;
      isPaused = false;
      made.setAnswersQueries?.(mode === 'control');
      adjustFlow();
    } catch (error) {
      await reattach(error);
    }
  }
  async function reattach(cause: unknown): Promise<void> {
    attachment = null;
    if (isClosed || hasExited) return;
    if (clock.monotonic() - attachedAt >= ATTACHMENT_HELD_MS) attempts = 0;
    attempts += 1;
    if (attempts > REATTACH_ATTEMPTS) {
      const { code, message } = toAoError(cause, `attaching to ${sessionId}`);
      logger.warn('a terminal was lost', { sessionId, error: cause });
      sendFrame({ type: 'error', stream: number, code, message });
      end('lost');
      return;
    }
    await clock.sleep(REATTACH_PAUSE_MS * (attempts - 1));
    saidResumed = false;
    if (!isClosed) await attach();
  }

  function end(reason: 'client' | 'stopping' | 'lost' | null): void {
    if (isClosed) return;
    coalescer.flush();
    isClosed = true;
    attachment?.close();
    coalescer.discard();
    if (reason !== null) sendFrame({ type: 'closed', stream: number, reason });
    options.onClosed();
  }

  /** Resizing and typing go to a program that may end at any moment; then its exit is told anyway. Anything else was lost for a reason. */
  function ignoreEnd(work: Promise<void>): void {
    work.catch((error: unknown) => {
      logger.debug('a terminal took no input', { sessionId, error });
      const { code, message } = toAoError(error, `reaching the terminal of ${sessionId}`);
      if (!isClosed && code !== 'RUNTIME_GONE') sendFrame({ type: 'error', stream: number, code, message });
    });
  }

  return {
    number,
    sessionId,
    start(initialMode) {
      mode = initialMode;
      void attach();
    },
    grant(bytes) {
      credit = Math.min(credit + bytes, INITIAL_CREDIT_BYTES);
      adjustFlow();
    },
    holdBack(isFull) {
      channelIsFull = isFull;
      adjustFlow();
    },
    typed: () => coalescer.typed(),
    write(bytes) {
      if (clock.monotonic() < answersDroppedUntil && isTerminalReply(bytes)) return;
      ignoreEnd(runtime.write(handle, bytes));
    },
    setSize(next) {
      size = next;
      if (mode === 'control') ignoreEnd(runtime.resize(handle, next));
    },
    onMode(next) {
      mode = next;
      attachment?.setAnswersQueries?.(next === 'control');
      sendFrame({ type: 'mode', stream: number, mode: next });
    },
    applySize() {
      if (size !== null) ignoreEnd(runtime.resize(handle, size));
    },
    close: end,
  };
}
