import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMessageFrames, frameOf } from '../contract/message-frames.ts';
import { readFields } from '../contract/protobuf-reader.ts';
import { bytesField, messageField, numberField } from '../contract/protobuf-writer.ts';

/** One client as a server of zellij sees it. */
export interface FakeClient {
  /** Numbers of the fields of what it has said, in order: 8 attaches, 6 resizes, 9 acts, 19 answers a question. */
  readonly said: number[];
  /** The same, whole. */
  readonly messages: Buffer[];
  isGone(): boolean;
  draw(text: string): void;
  send(message: Uint8Array): void;
  sendRaw(bytes: Uint8Array): void;
  hangUp(): void;
}

/** A socket that speaks as zellij does, where the real one cannot be made to say a thing at a moment. */
export interface FakeZellij {
  readonly socketPath: string;
  readonly clients: FakeClient[];
  /** Waits until so many clients have come, and answers the last one. */
  client(count: number): Promise<FakeClient>;
  close(): Promise<void>;
}

/** What the server answers, by the field of `server_to_client.proto`. */
export const SERVER_SAYS = {
  done: () => messageField(2),
  answer: (...lines: readonly string[]) => messageField(5, ...lines.map((line) => bytesField(1, line))),
  refused: (line: string) => messageField(6, bytesField(1, line)),
  exit: () => messageField(3),
  query: (token: number) => messageField(16, numberField(1, token)),
} as const;

/** Opens the socket. `onMessage` is called with each message of a client. */
export async function openFakeZellij(onMessage: (client: FakeClient, message: Buffer) => void = () => {}): Promise<FakeZellij> {
  const directory = await mkdtemp(join(tmpdir(), 'ao-zf-'));
  const socketPath = join(directory, 'ao');
  const clients: FakeClient[] = [];
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    const frames = createMessageFrames();
    let gone = false;
    const client: FakeClient = {
      said: [],
      messages: [],
      isGone: () => gone,
      draw: (text) => client.send(messageField(1, bytesField(1, text))),
      send: (message) => void socket.write(frameOf(message)),
      sendRaw: (bytes) => void socket.write(bytes),
      hangUp: () => void socket.destroy(),
    };
    socket.on('data', (chunk) => {
      for (const message of frames.push(chunk)) {
        client.said.push(readFields(message)[0]?.field ?? 0);
        client.messages.push(message);
        onMessage(client, message);
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => (gone = true));
    clients.push(client);
    sockets.push(socket);
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  return {
    socketPath,
    clients,
    async client(count) {
      for (let looks = 0; looks < 1_000; looks += 1) {
        const found = clients[count - 1];
        if (found !== undefined) return found;
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      throw new Error(`only ${clients.length} clients have come, and ${count} were waited for`);
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Waits until something is so. */
export async function eventually(isSo: () => boolean): Promise<void> {
  for (let looks = 0; looks < 1_000; looks += 1) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Error('it did not come to be');
}
