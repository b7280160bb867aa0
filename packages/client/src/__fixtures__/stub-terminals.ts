import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { problem, STUB_TOKEN, type StubAnswer } from './stub-daemon.ts';

/** One WebSocket of the client, as the daemon sees it. */
export interface StubConnection {
  /** Control frames and typed text, in order. */
  readonly received: StubFrame[];
  readonly protocols: string;
  say(frame: object): void;
  data(stream: number, offset: number, text: string | Uint8Array): void;
  snapshot(stream: number, offset: number, text: string): void;
  /** Breaks the connection without a word. */
  break(): void;
  isClosed: boolean;
}

/** A frame as it came in; typed bytes are shown as text. */
export type StubFrame = { readonly type: string; readonly stream?: number; readonly [field: string]: unknown };

/** A server that speaks terminals as it is told. */
export interface StubTerminals {
  readonly url: string;
  readonly connections: readonly StubConnection[];
  /** Resolves with the n-th connection (from 0), when it is there. */
  connection(index: number): Promise<StubConnection>;
  /** What handshakes and plain requests are refused with from now on; null lets them pass. */
  refuse(answer: StubAnswer | null): void;
  close(): Promise<void>;
}

/** Opens a stub. `answer` says what is done with each frame of a client; default: nothing. */
export async function openStubTerminals(
  answer: (frame: StubFrame, connection: StubConnection) => void = () => {},
  port = 0,
): Promise<StubTerminals> {
  let refusal: StubAnswer | null = null;
  const connections: StubConnection[] = [];
  const server = createServer((incoming, outgoing) => {
    const request = { method: 'GET', path: incoming.url ?? '', headers: incoming.headers, body: '' };
    (refusal ?? problem(426, 'UPGRADE_REQUIRED'))(request, outgoing);
  });
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'ao.terminal.v1' });
  server.on('upgrade', (incoming, socket, head) => {
    if (refusal !== null) {
      socket.end('HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\n\r\n');
      return;
    }
    const protocols = incoming.headers['sec-websocket-protocol'] ?? '';
    sockets.handleUpgrade(incoming, socket, head, (opened) => connections.push(connectionOver(opened, protocols, answer)));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  async function close(): Promise<void> {
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  onTestFinished(close);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections,
    async connection(index) {
      for (;;) {
        const found = connections[index];
        if (found !== undefined) return found;
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    },
    refuse(next) {
      refusal = next;
    },
    close,
  };
}

/** The address of a stub. */
export function addressOf(stub: StubTerminals) {
  return { url: stub.url, token: STUB_TOKEN };
}

function connectionOver(socket: WebSocket, protocols: string, answer: (frame: StubFrame, connection: StubConnection) => void): StubConnection {
  const binary = (kind: number, stream: number, offset: number, content: string | Uint8Array): void => {
    const bytes = Buffer.from(content);
    const head = Buffer.alloc(16);
    head.writeUInt8(kind, 0);
    head.writeUInt32BE(stream, 4);
    head.writeBigUInt64BE(BigInt(offset), 8);
    socket.send(Buffer.concat([head, bytes]));
  };
  const connection: StubConnection = {
    received: [],
    protocols,
    say: (frame) => socket.send(JSON.stringify(frame)),
    data: (stream, offset, text) => binary(1, stream, offset, text),
    snapshot: (stream, offset, text) => binary(2, stream, offset, text),
    break: () => socket.terminate(),
    isClosed: false,
  };
  socket.on('message', (data, isBinary) => {
    const bytes = data as Buffer;
    const frame: StubFrame = isBinary
      ? { type: 'input', stream: bytes.readUInt32BE(4), text: bytes.subarray(16).toString() }
      : (JSON.parse(bytes.toString()) as StubFrame);
    connection.received.push(frame);
    answer(frame, connection);
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    connection.isClosed = true;
  });
  return connection;
}
