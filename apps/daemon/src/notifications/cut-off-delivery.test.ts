import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandomIdentifiers, createSystemClock } from '@ao/adapter-kit';
import { createLifecycle } from '@ao/lifecycle';
import { openStores, type StoresHandle } from '@ao/store-sqlite';
import { createRecordingLogger } from '@ao/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createNotices } from './create-notices.ts';

let home: string;
let server: Server;
let requests: { readonly id: string; readonly text: string; readonly attempt: number }[];
let answer: (response: ServerResponse) => void;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'ao-told-'));
  requests = [];
  answer = (response) => response.writeHead(204).end();
  server = createServer((request: IncomingMessage, response) => {
    let body = '';
    request.on('data', (part: Buffer) => {
      body += part.toString();
    });
    request.on('end', () => {
      const { id, text, attempt } = JSON.parse(body) as (typeof requests)[number];
      requests.push({ id, text, attempt });
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const outlets = [{ name: 'team', type: 'webhook', url: `http://127.0.0.1:${port}/`, secret: 'a-secret-of-this-test' }];
  writeFileSync(join(home, 'notifications.json'), JSON.stringify({ outlets }), { mode: 0o600 });
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(home, { recursive: true, force: true });
});

/** The engine of a daemon on the database of the home, as far as notices need one. */
function startEngine() {
  const [clock, logger] = [createSystemClock(), createRecordingLogger()];
  const stores: StoresHandle = openStores({
    path: join(home, 'ao.db'),
    backupsDirectory: join(home, 'backups'),
    clock,
    logger,
    appVersion: '1.0.0',
  });
  const lifecycle = createLifecycle({ stores, clock, logger });
  const environment = async () => ({});
  const { notices, parts } = createNotices({
    stores,
    lifecycle,
    identifiers: createRandomIdentifiers(),
    environment,
    env: {},
    home,
    clock,
    logger,
  });
  const stopping = new AbortController();
  const running = parts.map((part) => part.run(stopping.signal));
  const raise = (key: string) => notices.raise({ key, kind: 'report', priority: 'normal', sessionId: null, text: key, url: null });
  return {
    raise,
    stores,
    async stop() {
      stopping.abort();
      await Promise.all(running);
      stores.close();
    },
    /** Takes the database away from under it, as a kill does: nothing more is written down. */
    async kill() {
      stores.close();
      stopping.abort();
      await Promise.allSettled(running);
    },
  };
}

/** Waits for what happens in its own time. */
const shown = (look: () => void) => vi.waitFor(look, { timeout: 15_000, interval: 20 });

test('a daemon that dies while a webhook is on its way sends it again under the same id, and nothing else twice', async () => {
  const first = startEngine();
  first.raise('told');
  await shown(() => expect(first.stores.notices.get(1)?.deliveries[0]?.state).toBe('delivered'));
  answer = () => undefined;
  first.raise('under way');
  await shown(() => expect(requests).toHaveLength(2));
  first.raise('not begun');
  await first.kill();

  answer = (response) => response.writeHead(204).end();
  const second = startEngine();
  await shown(() => expect(second.stores.notices.listOpenDeliveries()).toEqual([]));
  expect(requests.map(({ text, attempt }) => `${text} ${attempt}`)).toEqual(['told 1', 'under way 1', 'under way 2', 'not begun 1']);
  expect(requests[2]?.id).toBe(requests[1]?.id);
  expect(new Set(requests.map(({ id }) => id)).size).toBe(3);
  await second.stop();

  const third = startEngine();
  await third.stop();
  expect(requests).toHaveLength(4);
});

test('a daemon that stops in order does not wait for a webhook that hangs, and sends it after the next start', async () => {
  answer = () => undefined;
  const first = startEngine();
  first.raise('slow');
  await shown(() => expect(requests).toHaveLength(1));
  const startedAt = performance.now();
  await first.stop();
  expect(performance.now() - startedAt).toBeLessThan(3_000);

  answer = (response) => response.writeHead(503, { 'retry-after': '1' }).end();
  const second = startEngine();
  await shown(() => expect(requests.map(({ attempt }) => attempt)).toEqual([1, 2]));
  answer = (response) => response.writeHead(204).end();
  await second.stop();
});
