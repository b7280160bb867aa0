import { createSystemClock } from '@ao/adapter-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually, type FakeClient, type FakeZellij, openFakeZellij, SERVER_SAYS } from '../__fixtures__/fake-zellij.ts';
import { readFields } from '../contract/protobuf-reader.ts';
import { resizeTerminal } from './terminal-size-setter.ts';

const clock = createSystemClock();
const SIZE = { columns: 120, rows: 40 };
let zellij: FakeZellij;
/** How many questions are answered with the old size before the new one is there. */
let slowness = 0;
/** Clients that attach before this one are passed over. */
let deafFor = 0;
let attached: FakeClient[] = [];

function panes(columns: number, rows: number): string {
  return JSON.stringify([{ id: 0, is_plugin: false, title: '', pane_content_rows: rows, pane_content_columns: columns }]);
}

beforeEach(async () => {
  [slowness, deafFor, attached] = [0, 0, []];
  zellij = await openFakeZellij((client, message) => {
    const field = readFields(message)[0]?.field;
    if (field === 8) attached.push(client);
    if (field !== 9) return;
    const isDeaf = attached.length <= deafFor;
    if (!isDeaf) slowness -= 1;
    client.send(SERVER_SAYS.answer(isDeaf || slowness >= 0 ? panes(50, 50) : panes(SIZE.columns, SIZE.rows)));
  });
});
afterEach(() => zellij.close());

const resize = () => resizeTerminal({ socketPath: zellij.socketPath, pane: 0, size: SIZE, clock });

test('a client of the size attaches until the pane has it, and goes', async () => {
  slowness = 3;
  await resize();
  expect(attached.length).toBe(1);
  await eventually(() => zellij.clients.every((client) => client.isGone()));
});

test('a client that was passed over, because the session was still being set up, is followed by another', async () => {
  deafFor = 1;
  await resize();
  expect(attached.length).toBe(2);
  await eventually(() => zellij.clients.every((client) => client.isGone()));
});

test('a session that ends meanwhile is said to have ended, and no client of it stays', async () => {
  deafFor = 100;
  const outcome = resize().catch((error: unknown) => error);
  await eventually(() => attached.length === 1);
  attached[0]?.hangUp();
  expect(await outcome).toMatchObject({ code: 'RUNTIME_UNAVAILABLE' });
  await eventually(() => zellij.clients.every((client) => client.isGone()));
});

test('a size that is never taken, as while a person looks with a smaller terminal, is given up within bounds', async () => {
  deafFor = 1_000;
  const startedAt = performance.now();
  await expect(resize()).rejects.toMatchObject({ code: 'RUNTIME_UNAVAILABLE', message: expect.stringContaining('size') });
  expect(performance.now() - startedAt).toBeLessThan(15_000);
  await eventually(() => zellij.clients.every((client) => client.isGone()));
});
