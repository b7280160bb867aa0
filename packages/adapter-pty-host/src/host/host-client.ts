import type { Socket } from 'node:net';
import { createFrameDecoder, decodeRequest, decodeSize, encodeJson, encodeOffsetHead, encodeRequest } from '../protocol/frame-codec.ts';
import { FRAME } from '../protocol/frame-type.ts';
import { commonProtocol, type HostStatus, type ProtocolRange, type RequestFailure } from '../protocol/host-messages.ts';

/** What a client can ask of the terminal. */
export interface HostService {
  readonly hello: () => Buffer;
  readonly range: ProtocolRange;
  /** Calls back once: with null when the terminal has taken the bytes, else with why it has not. */
  write(bytes: Uint8Array, onSettled: (failure: RequestFailure | null) => void): void;
  resize(columns: number, rows: number): RequestFailure | null;
  status(): HostStatus;
  /** Called when a client has introduced itself and was answered. */
  greeted(client: HostClient): void;
  /** Lets a client in, by {@link HostClient.startLive}. */
  subscribe(client: HostClient): void;
}

/** One connection to the host. */
export interface HostClient {
  send(frame: Buffer): void;
  /** Live output begins at the offset. */
  startLive(offset: number): void;
  /** Passes live output on, unless this client is not interested or too slow. */
  sendLive(parts: readonly Buffer[], offset: number, length: number): void;
  /** Whether the client has introduced itself. */
  isReady(): boolean;
  /** Sends what is still waiting, then closes. */
  end(): void;
}

/** A client that leaves this much unread is cut off from live output; it finds what it missed in the log. */
const CLIENT_BUFFER_BYTES = 2 * 1024 * 1024;

/** Serves one connection until it closes. Whatever a client does wrong costs only its own connection. */
export function serveHostClient(socket: Socket, service: HostService): HostClient {
  let ready = false;
  let live = false;

  const client: HostClient = {
    send(frame) {
      if (socket.writable) socket.write(frame);
    },
    startLive(offset) {
      live = true;
      client.send(encodeOffsetHead(FRAME.subscribed, offset, 0));
    },
    sendLive(parts, offset, length) {
      if (!live || !socket.writable) return;
      if (socket.writableLength + length > CLIENT_BUFFER_BYTES) {
        live = false;
        client.send(encodeOffsetHead(FRAME.cut, offset, 0));
        return;
      }
      socket.cork();
      socket.write(encodeOffsetHead(FRAME.data, offset, length));
      for (const part of parts) socket.write(part);
      socket.uncork();
    },
    isReady: () => ready,
    end: () => socket.end(),
  };

  function answer(request: number, failure: RequestFailure | null): void {
    client.send(failure === null ? encodeRequest(FRAME.done, request) : encodeJson(FRAME.failed, failure, request));
  }

  function onFrame(type: number, payload: Buffer): void {
    if (type === FRAME.clientHello) {
      client.send(service.hello());
      ready = commonProtocol(service.range, readRange(payload)) !== null;
      if (ready) service.greeted(client);
      else socket.end();
    } else if (!ready) {
      socket.destroy();
    } else if (type === FRAME.write) {
      const { request, rest } = decodeRequest(payload);
      service.write(rest, (failure) => answer(request, failure));
    } else if (type === FRAME.resize) {
      const { request, rest } = decodeRequest(payload);
      const { columns, rows } = decodeSize(rest);
      answer(request, service.resize(columns, rows));
    } else if (type === FRAME.subscribe) {
      service.subscribe(client);
    } else if (type === FRAME.unsubscribe) {
      live = false;
    } else if (type === FRAME.askStatus) {
      client.send(encodeJson(FRAME.status, service.status(), decodeRequest(payload).request));
    }
  }

  const feed = createFrameDecoder(({ type, payload }) => onFrame(type, payload));
  socket.on('data', (chunk) => {
    try {
      feed(chunk);
    } catch {
      socket.destroy();
    }
  });
  // A client that vanished; `close` follows.
  socket.on('error', () => socket.destroy());
  return client;
}

function readRange(payload: Buffer): ProtocolRange {
  const value: unknown = JSON.parse(payload.toString());
  const range = typeof value === 'object' && value !== null ? (value as Partial<ProtocolRange>) : {};
  return { protocol: Number(range.protocol), oldestProtocol: Number(range.oldestProtocol) };
}
