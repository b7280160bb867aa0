import { AoError, type ErrorCode, isSessionId, toAoError } from '@ao/domain';
import type { Clock, Logger } from '@ao/ports';
import { INPUT_FRAME_MAX_BYTES, STREAMS_PER_CONNECTION } from '../flow/flow-constants.ts';
import { decodeBinaryFrame } from '../protocol/binary-frame.ts';
import { type ClientFrame, parseClientFrame, readBadFrame } from '../protocol/client-frame.ts';
import { isTerminalReply } from '../stream/terminal-reply.ts';
import { createTerminalStream, type TerminalStream } from '../stream/terminal-stream.ts';
import { createChannelOutlet } from './channel-outlet.ts';
import type { TerminalAccess, TerminalChannel, TerminalConnection, TerminalLocation } from './terminal-channel.ts';
import type { TerminalHubOptions, TerminalRooms } from './terminal-hub.ts';

/** What a connection needs. */
export interface TerminalConnectionOptions extends Pick<TerminalHubOptions, 'resolve'> {
  readonly channel: TerminalChannel;
  readonly access: TerminalAccess;
  readonly rooms: TerminalRooms;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onClosed: () => void;
}

/** A connection the hub can end. */
export interface OpenConnection extends TerminalConnection {
  end(code: number, reason: string): void;
}

/** WebSocket's code for a client that breaks the rules. */
const CLIENT_READS_NOTHING = 1008;

type FrameOf<Type extends ClientFrame['type']> = Extract<ClientFrame, { readonly type: Type }>;

/** Makes the hub's side of one client. A frame that makes no sense is answered with an error and changes nothing. */
export function createTerminalConnection(options: TerminalConnectionOptions): OpenConnection {
  const { channel, access, rooms, clock, logger } = options;
  const streams = new Map<number, TerminalStream>();
  const outlet = createChannelOutlet(channel, clock, {
    onFull(isFull) {
      for (const stream of streams.values()) stream.holdBack(isFull);
    },
    // Not in the midst of what is being sent.
    onOverrun: () => queueMicrotask(() => end(CLIENT_READS_NOTHING, 'the client does not read what it is sent')),
  });
  let isClosed = false;

  function refuse(stream: number | null, code: ErrorCode, message?: string): void {
    outlet.sendFrame({ type: 'error', stream, code, message: message ?? new AoError(code).message });
  }

  function withStream(number: number, act: (stream: TerminalStream) => void): void {
    const stream = streams.get(number);
    if (stream === undefined) refuse(number, 'TERMINAL_NOT_OPEN');
    else act(stream);
  }

  function open(frame: FrameOf<'open'>): void {
    if (streams.has(frame.stream))
      return refuse(frame.stream, 'TERMINAL_PROTOCOL', `Stream ${frame.stream} is open already. Close it, or use another number.`);
    if (streams.size >= STREAMS_PER_CONNECTION) return reject(frame.stream, new AoError('TERMINAL_LIMIT'));
    let location: TerminalLocation;
    try {
      location = locate(frame);
    } catch (error) {
      return reject(frame.stream, toAoError(error, `opening the terminal of ${frame.session}`));
    }
    begin(frame, location);
  }

  function locate({ session, mode }: FrameOf<'open'>): TerminalLocation {
    if (!isSessionId(session)) throw new AoError('INVALID_SESSION_ID', { details: { sessionId: session } });
    const isAllowed = mode === 'control' ? access.mayControl(session) : access.mayObserve(session);
    if (!isAllowed) throw new AoError('TOKEN_SCOPE');
    return options.resolve(session);
  }

  function reject(stream: number, error: AoError): void {
    refuse(stream, error.code, error.message);
    outlet.sendFrame({ type: 'closed', stream, reason: 'refused' });
  }

  /** A client waits for an answer to what it opens: one without the number would be nobody's. */
  function refuseBad(text: string): void {
    const bad = readBadFrame(text);
    if (bad?.opens === true && !streams.has(bad.stream)) reject(bad.stream, new AoError('TERMINAL_PROTOCOL'));
    else refuse(bad?.stream ?? null, 'TERMINAL_PROTOCOL');
  }

  function begin(frame: FrameOf<'open'>, location: TerminalLocation): void {
    if (!isSessionId(frame.session)) return;
    const sessionId = frame.session;
    const stream: TerminalStream = createTerminalStream({
      number: frame.stream,
      sessionId,
      location,
      clock,
      logger,
      size: frame.size ?? null,
      // An offset of another terminal means nothing in this one.
      resumeFrom: frame.terminal === undefined || frame.terminal === location.handle ? frame.resumeFrom : undefined,
      scrollbackLines: frame.scrollbackLines,
      sendFrame: outlet.sendFrame,
      sendBinary: outlet.sendBinary,
      onClosed() {
        if (streams.get(frame.stream) === stream) streams.delete(frame.stream);
        rooms.leave(sessionId, stream);
      },
    });
    streams.set(frame.stream, stream);
    const mode = rooms.join(sessionId, stream, { mode: frame.mode, takeover: frame.takeover ?? false });
    outlet.sendFrame({ type: 'opened', stream: frame.stream, session: sessionId, terminal: location.handle, mode });
    stream.start(mode);
  }

  function handle(frame: ClientFrame): void {
    switch (frame.type) {
      case 'open':
        return open(frame);
      case 'ping':
        return outlet.sendFrame({ type: 'pong', id: frame.id });
      case 'close':
        return streams.get(frame.stream)?.close('client');
      case 'credit':
        return streams.get(frame.stream)?.grant(frame.bytes);
      case 'resize':
        return withStream(frame.stream, (stream) => stream.setSize(frame.size));
      case 'observe':
        return withStream(frame.stream, (stream) => rooms.of(stream.sessionId).giveUpControl(stream));
      case 'control':
        return withStream(frame.stream, (stream) => {
          if (access.mayControl(stream.sessionId)) rooms.of(stream.sessionId).takeControl(stream);
          else refuse(frame.stream, 'TOKEN_SCOPE');
        });
    }
  }

  function type(stream: TerminalStream, bytes: Uint8Array): void {
    if (bytes.length > INPUT_FRAME_MAX_BYTES)
      return refuse(stream.number, 'TERMINAL_PROTOCOL', `Typed more than ${INPUT_FRAME_MAX_BYTES} bytes in one frame.`);
    if (rooms.of(stream.sessionId).hasControl(stream)) {
      stream.typed();
      stream.write(bytes);
    } else if (!isTerminalReply(bytes)) {
      // An emulator that only looks on answers queries all the same; that is nobody's mistake.
      refuse(stream.number, 'TERMINAL_READ_ONLY');
    }
  }

  function closeStreams(reason: 'stopping' | null): void {
    isClosed = true;
    for (const stream of streams.values()) stream.close(reason);
    outlet.close();
    options.onClosed();
  }

  function end(code: number, reason: string): void {
    if (isClosed) return;
    closeStreams('stopping');
    channel.close(code, reason);
  }

  return {
    receiveText(text) {
      if (isClosed) return;
      const frame = parseClientFrame(text);
      if (frame === null) refuseBad(text);
      else handle(frame);
    },
    receiveBinary(bytes) {
      if (isClosed) return;
      const frame = decodeBinaryFrame(bytes);
      if (frame === null || frame.kind !== 'input') refuse(frame?.stream ?? null, 'TERMINAL_PROTOCOL');
      else withStream(frame.stream, (stream) => type(stream, frame.bytes));
    },
    closed() {
      if (!isClosed) closeStreams(null);
    },
    end,
  };
}
