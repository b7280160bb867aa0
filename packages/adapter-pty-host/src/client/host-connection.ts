import { connect, type Socket } from 'node:net';
import { AoError, type ExitFacts } from '@ao/domain';
import type { Clock, TerminalSize } from '@ao/ports';
import {
  createFrameDecoder,
  decodeOffset,
  decodeRequest,
  decodeSize,
  encodeFrame,
  encodeJson,
  encodeRequest,
  type IncomingFrame,
} from '../protocol/frame-codec.ts';
import { FRAME } from '../protocol/frame-type.ts';
import {
  type ClientHello,
  commonProtocol,
  type HostStatus,
  type LogState,
  OLDEST_PROTOCOL_VERSION,
  PROTOCOL_VERSION,
} from '../protocol/host-messages.ts';
import {
  exitNoticeSchema,
  hostHelloSchema,
  hostStatusSchema,
  logStateSchema,
  protocolRangeSchema,
  requestFailureSchema,
} from './host-message-schemas.ts';

/** What a host tells without being asked. Each is called in the order in which things happened. */
export interface HostEvents {
  onData(offset: number, bytes: Buffer): void;
  /** Live output begins at the offset; what was printed before is in the log. */
  onSubscribed(offset: number): void;
  /** Live output has stopped at the offset, because this side was too slow. */
  onCut(offset: number): void;
  onResized(offset: number, size: TerminalSize): void;
  onQuery(offset: number, length: number): void;
  onLog(state: LogState): void;
  /** The program has ended; its output is `offset` bytes long. The connection closes. */
  onExit(exit: ExitFacts, offset: number): void;
  /** The connection is gone. Called once, also after `onExit` and after `close`. */
  onClosed(): void;
}

/** A connection to the host of one terminal. */
export interface HostConnection {
  /** State of the terminal when the connection was made. */
  readonly initial: HostStatus;
  /** The version both sides talk in. */
  readonly protocol: number;
  /** Resolves when the terminal has taken all bytes. Rejects with `RUNTIME_GONE` when the program ends before. */
  write(bytes: Uint8Array): Promise<void>;
  resize(size: TerminalSize): Promise<void>;
  status(): Promise<HostStatus>;
  subscribe(): void;
  unsubscribe(): void;
  close(): void;
}

/** A host answers within a millisecond; one that is stopped or swapped out does not answer at all. */
const HELLO_TIMEOUT_MS = 3_000;
/** Long input is sent in pieces, so that no frame comes near the limit. */
const WRITE_PIECE_BYTES = 256 * 1024;

const HELLO: ClientHello = { protocol: PROTOCOL_VERSION, oldestProtocol: OLDEST_PROTOCOL_VERSION, client: 'ao', capabilities: [] };

interface PendingRequest {
  readonly resolve: (payload: Buffer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Connects to a host and exchanges greetings.
 *
 * @throws AoError `RUNTIME_GONE` when no host listens, `RUNTIME_UNAVAILABLE` when it does not answer, `RUNTIME_PROTOCOL` when no version is
 * common to both.
 */
export async function connectToHost(socketPath: string, events: HostEvents, clock: Clock): Promise<HostConnection> {
  const socket = await openSocket(socketPath);
  const pending = new Map<number, PendingRequest>();
  let lastRequest = 0;
  let onHello: ((payload: Buffer) => void) | null = null;
  let subscribed = false;
  let isUnderstood = true;

  /** The program that uses this stays up while it waits for an answer or for output, and is free to end otherwise. */
  function holdProcess(): void {
    if (pending.size > 0 || subscribed) socket.ref();
    else socket.unref();
  }

  function request(type: number, body: Uint8Array): Promise<Buffer> {
    if (!socket.writable) return Promise.reject(gone('its host has closed the connection'));
    lastRequest = (lastRequest + 1) >>> 0;
    const id = lastRequest;
    return new Promise((resolve, reject) => {
      pending.set(id, { resolve, reject });
      holdProcess();
      socket.write(encodeRequest(type, id, body));
    });
  }

  function settle(payload: Buffer, how: (request: PendingRequest, rest: Buffer) => void): void {
    const { request: id, rest } = decodeRequest(payload);
    const waiting = pending.get(id);
    pending.delete(id);
    holdProcess();
    if (waiting !== undefined) how(waiting, rest);
  }

  function onFrame({ type, payload }: IncomingFrame): void {
    switch (type) {
      case FRAME.hostHello:
        onHello?.(payload);
        return;
      case FRAME.done:
      case FRAME.status:
        settle(payload, (waiting, rest) => waiting.resolve(rest));
        return;
      case FRAME.failed:
        settle(payload, (waiting, rest) => waiting.reject(failureOf(rest)));
        return;
      case FRAME.exit: {
        const { offset, ...exit } = exitNoticeSchema.parse(JSON.parse(payload.toString()));
        events.onExit({ ...exit, evidence: 'exit_record' }, offset);
        return;
      }
      case FRAME.log:
        events.onLog(logStateSchema.parse(JSON.parse(payload.toString())));
        return;
      default:
        onOutputFrame(type, payload, events);
    }
  }

  const feed = createFrameDecoder(onFrame);
  socket.on('data', (chunk) => {
    try {
      feed(chunk);
    } catch (error) {
      isUnderstood = false;
      socket.destroy(error instanceof Error ? error : undefined);
    }
  });
  // `close` follows and tells all that needs to be told.
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    for (const waiting of pending.values()) waiting.reject(gone('it ended before the request was carried out'));
    pending.clear();
    events.onClosed();
  });

  const { initial, protocol } = await greet(socket, clock, {
    listen: (listener) => {
      onHello = listener;
    },
    closed: () => (isUnderstood ? gone('its host has closed the connection') : otherProtocol(null)),
  });
  holdProcess();

  function setSubscribed(value: boolean): void {
    subscribed = value;
    holdProcess();
    if (socket.writable) socket.write(encodeFrame(value ? FRAME.subscribe : FRAME.unsubscribe));
  }

  return {
    initial,
    protocol,
    async write(bytes) {
      const pieces: Promise<Buffer>[] = [];
      for (let begin = 0; begin < bytes.length; begin += WRITE_PIECE_BYTES) {
        pieces.push(request(FRAME.write, bytes.subarray(begin, begin + WRITE_PIECE_BYTES)));
      }
      await Promise.all(pieces);
    },
    async resize(size) {
      const body = Buffer.allocUnsafe(4);
      body.writeUInt16BE(size.columns, 0);
      body.writeUInt16BE(size.rows, 2);
      await request(FRAME.resize, body);
    },
    status: async () => hostStatusSchema.parse(JSON.parse((await request(FRAME.askStatus, Buffer.alloc(0))).toString())),
    subscribe: () => setSubscribed(true),
    unsubscribe: () => setSubscribed(false),
    close: () => socket.destroy(),
  };
}

function onOutputFrame(type: number, payload: Buffer, events: HostEvents): void {
  // A kind that is not known here comes from a younger host and is skipped.
  if (type < FRAME.subscribed || type > FRAME.query) return;
  const { offset, rest } = decodeOffset(payload);
  if (type === FRAME.data) events.onData(offset, rest);
  else if (type === FRAME.subscribed) events.onSubscribed(offset);
  else if (type === FRAME.cut) events.onCut(offset);
  else if (type === FRAME.resized) events.onResized(offset, decodeSize(rest));
  else if (type === FRAME.query) events.onQuery(offset, rest.readUInt32BE(0));
}

interface Greeting {
  readonly initial: HostStatus;
  readonly protocol: number;
}

interface GreetingOptions {
  listen(listener: (payload: Buffer) => void): void;
  /** Why there was no greeting. */
  closed(): AoError;
}

function greet(socket: Socket, clock: Clock, { listen, closed }: GreetingOptions): Promise<Greeting> {
  return new Promise((resolve, reject) => {
    const fail = (error: AoError) => {
      timer.cancel();
      reject(error);
      socket.destroy();
    };
    const timer = clock.setTimer(HELLO_TIMEOUT_MS, () =>
      fail(
        new AoError('RUNTIME_UNAVAILABLE', {
          message: `The terminal host did not answer within ${HELLO_TIMEOUT_MS / 1000} s. Look at the machine with \`ao doctor\`.`,
        }),
      ),
    );
    socket.once('close', () => fail(closed()));
    listen((payload) => {
      const hello: unknown = JSON.parse(payload.toString());
      // Which versions a host speaks can be read of every host there will ever be; the rest of a greeting belongs to a version.
      const range = protocolRangeSchema.parse(hello);
      const protocol = commonProtocol(HELLO, range);
      if (protocol === null) {
        fail(otherProtocol(range.protocol));
        return;
      }
      const { status } = hostHelloSchema.parse(hello);
      timer.cancel();
      resolve({ initial: status, protocol });
    });
    socket.write(encodeJson(FRAME.clientHello, HELLO));
  });
}

/** The error for a host that cannot be talked to; null when not even its version is known. Its program is fine. */
function otherProtocol(version: number | null): AoError {
  const details = { host: version, own: PROTOCOL_VERSION };
  if (version !== null && version < OLDEST_PROTOCOL_VERSION) {
    const message = `The terminal host speaks protocol ${version}, which this version of ao no longer does. The program runs on; end and restore the session to use it again.`;
    return new AoError('RUNTIME_PROTOCOL', { message, details });
  }
  const speaks = version === null ? 'an unknown protocol' : `protocol ${version}, this ao only ${PROTOCOL_VERSION}`;
  const message = `The terminal was started by a newer version of ao: its host speaks ${speaks}. The program runs on; update ao to use it again.`;
  return new AoError('RUNTIME_PROTOCOL', { message, details });
}

function openSocket(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    const onError = (error: NodeJS.ErrnoException) => reject(connectFailure(error));
    socket.once('error', onError);
    socket.once('connect', () => {
      socket.off('error', onError);
      resolve(socket);
    });
  });
}

function connectFailure(error: NodeJS.ErrnoException): AoError {
  if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') return gone('no host listens for it', error);
  return new AoError('RUNTIME_UNAVAILABLE', {
    message: `The terminal host cannot be reached: ${error.message}. Run \`ao doctor\`.`,
    cause: error,
  });
}

function failureOf(payload: Buffer): AoError {
  const failure = requestFailureSchema.parse(JSON.parse(payload.toString()));
  if (failure.reason === 'ended') return gone(failure.message);
  return new AoError(failure.reason === 'invalid' ? 'INVALID_REQUEST' : 'RUNTIME_UNAVAILABLE', {
    message: `The terminal refused: ${failure.message}.`,
  });
}

/** The error for a terminal that can no longer be written to. */
export function gone(reason: string, cause?: unknown): AoError {
  return new AoError('RUNTIME_GONE', { message: `The terminal is gone: ${reason}. Restore the session.`, details: { reason }, cause });
}
