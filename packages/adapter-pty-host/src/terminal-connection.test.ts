import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LaunchId, SessionId } from '@ao/domain';
import { createFakeClock, createSilentLogger } from '@ao/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { launchFolders, type LaunchLocation, locate } from './launch-location.ts';
import { createFrameDecoder, decodeRequest, encodeJson, encodeRequest } from './protocol/frame-codec.ts';
import { FRAME } from './protocol/frame-type.ts';
import { createTerminal } from './terminal.ts';

const IDENTITY = { pid: 1, startTime: '1', bootId: 'b' };
const STATUS = {
  offset: 0,
  loggedOffset: 0,
  columns: 80,
  rows: 24,
  queuedInputBytes: 0,
  lastOutputAt: null,
  log: { oldestOffset: 0, nextOldestOffset: 0, failure: null, lostBytes: 0 },
};
const HELLO = { protocol: 1, oldestProtocol: 1, capabilities: [], host: IDENTITY, program: IDENTITY, status: STATUS };

const clock = createFakeClock();
let home = '';
let location: LaunchLocation;
let server: Server;
let clients: Socket[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ao-hung-'));
  const found = locate({ directory: home, socketDirectory: home }, launchFolders.handleOf('a-1' as SessionId, 'l-1' as LaunchId));
  if (found === null) throw new Error('the handle is well formed');
  location = found;
  mkdirSync(location.directory, { recursive: true });
  clients = [];
});
afterEach(() => {
  for (const client of clients) client.destroy();
  server.close();
  rmSync(home, { recursive: true });
});

/** A host that hangs while its first clients come, and then serves the next ones. */
async function hostThatHangsFor(count: number): Promise<void> {
  server = createServer((socket) => {
    clients.push(socket);
    const answers = clients.length > count;
    const feed = createFrameDecoder(({ type, payload }) => {
      if (type === FRAME.clientHello && answers) socket.write(encodeJson(FRAME.hostHello, HELLO));
      if (type === FRAME.write) socket.write(encodeRequest(FRAME.done, decodeRequest(payload).request));
    });
    socket.on('data', feed);
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(location.socketPath, resolve));
}

test('after a host has hung there is one connection to it, not one that nobody closes any more', async () => {
  await hostThatHangsFor(1);
  const terminal = createTerminal({ location, clock, logger: createSilentLogger(), onExit: () => {} });
  const first = terminal.write(Buffer.from('one')).catch((error: unknown) => (error as { readonly code?: unknown }).code);
  const second = terminal.write(Buffer.from('two'));
  await expect.poll(() => clients.length, { timeout: 5_000 }).toBe(1);
  await clock.advance(3_000);
  expect(await first).toBe('RUNTIME_UNAVAILABLE');
  await second;
  await terminal.write(Buffer.from('three'));
  expect(clients.length).toBe(2);
  await terminal.close();
  await expect.poll(() => clients.filter((client) => !client.closed && !client.readableEnded).length, { timeout: 5_000 }).toBe(0);
});
