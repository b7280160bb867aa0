import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { AgentSignal } from '@ao/ports';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CONVERSATION, type FakeServer, startFakeServer } from '../__fixtures__/fake-server.ts';
import { readLaunchNote, writeLaunchNote } from '../launch/launch-note.ts';
import { followOpencode } from './follow-opencode.ts';

let server: FakeServer;
let stop: AbortController;
let signals: AgentSignal[];
beforeEach(async () => {
  server = await startFakeServer();
  stop = new AbortController();
  signals = [];
});
afterEach(async () => {
  stop.abort();
  await server.close();
});

const follow = (contact = server.contact) =>
  followOpencode({ now: () => Date.now() }, contact, (signal) => signals.push(signal), stop.signal);
const told = () => signals.map((signal) => (signal.type === 'activity' ? signal.state : signal.type));
const unreachable = (message: string | RegExp) => ({ code: 'AGENT_INTERFACE_UNREACHABLE', message: expect.stringMatching(message) });

test('begins with the present state, then tells events as they come, until it is told to stop', async () => {
  const following = follow();
  await expect.poll(told).toEqual(['conversation', 'launch', 'alive']);
  server.emit('session.status', { sessionID: CONVERSATION, status: { type: 'busy' } });
  await expect.poll(told).toEqual(['conversation', 'launch', 'alive', 'active']);
  stop.abort();
  await expect(following).resolves.toBeUndefined();
});

test('what happens while the present state is asked for is told after it', async () => {
  server.on('GET /question', (response) => {
    server.emit('session.status', { sessionID: CONVERSATION, status: { type: 'busy' } });
    setTimeout(() => response.end('[]'), 50);
  });
  void follow().catch(() => undefined);
  await expect.poll(told).toEqual(['conversation', 'launch', 'alive', 'active']);
});

test('a connection that ends, breaks, or never was is unreachable', async () => {
  const following = follow();
  await expect.poll(() => signals.length).toBeGreaterThan(0);
  server.hangUp();
  await expect(following).rejects.toMatchObject(unreachable(/aborted|closed/));
  const { contact } = server;
  await expect(follow({ ...contact, launchId: 'l-2' as typeof contact.launchId })).rejects.toMatchObject(unreachable('never noted'));
  await server.stop();
  await expect(follow(contact)).rejects.toMatchObject(unreachable('ECONNREFUSED'));
});

test('a present state that cannot be read ends the connection', async () => {
  server.on('GET /permission', (response) => void response.destroy());
  await expect(follow()).rejects.toMatchObject(unreachable(/socket hang up|ECONNRESET/));
});

test('a server that comes up slowly is tried again later, and is no stranger', async () => {
  server.on('GET /event', () => undefined);
  await expect(follow()).rejects.toMatchObject(unreachable('does not answer'));
  expect(signals).toEqual([]);
}, 15_000);

test('a stranger at the port is told at once, because opencode then waits for ever', async () => {
  const note = await readLaunchNote(server.contact.privateDirectory, server.contact.launchId);
  if (note === null) throw new Error('no note');
  const stranger = createServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n'));
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  try {
    for (const change of [{ password: 'of another launch' }, { port: (stranger.address() as AddressInfo).port }]) {
      signals = [];
      await writeLaunchNote(server.contact.privateDirectory, { ...note, ...change });
      await expect(follow()).rejects.toMatchObject(unreachable('another program has taken its port'));
      expect(signals).toMatchObject([{ type: 'activity', state: 'blocked', detail: expect.stringContaining('restore it') }]);
    }
  } finally {
    stranger.close();
  }
});

test('a stranger that answers everything is one too', async () => {
  server.on('GET /event', [200, 'hi']);
  server.on('GET /global/health', [200, 'hi']);
  await expect(follow()).rejects.toMatchObject(unreachable('another program has taken its port'));
});

test('one that is stopped before it began does nothing', async () => {
  stop.abort();
  await expect(follow()).resolves.toBeUndefined();
  expect(server.calls).toEqual([]);
});
