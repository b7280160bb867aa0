import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeClock } from '@ao/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createFrameDecoder,
  encodeFrame,
  encodeJson,
  encodeOffsetHead,
  encodeRange,
  encodeRequest,
  encodeSize,
} from '../protocol/frame-codec.ts';
import { FRAME } from '../protocol/frame-type.ts';
import { connectToHost, type HostEvents } from './host-connection.ts';

const STATUS = {
  offset: 10,
  loggedOffset: 10,
  columns: 80,
  rows: 24,
  queuedInputBytes: 0,
  lastOutputAt: null,
  log: { oldestOffset: 0, nextOldestOffset: 0, failure: null, lostBytes: 0 },
};
const IDENTITY = { pid: 1, startTime: '1', bootId: 'b' };
const hello = (changes: object = {}) =>
  encodeJson(FRAME.hostHello, {
    protocol: 1,
    oldestProtocol: 1,
    capabilities: [],
    host: IDENTITY,
    program: IDENTITY,
    status: STATUS,
    ...changes,
  });

let directory = '';
let path = '';
let server: Server | null = null;
let told: string[] = [];
const clock = createFakeClock();

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ao-conn-'));
  path = join(directory, 's');
  told = [];
});
afterEach(() => {
  server?.close();
  server = null;
  rmSync(directory, { recursive: true });
});

const events: HostEvents = {
  onData: (offset, bytes) => told.push(`data ${offset} ${bytes.toString()}`),
  onSubscribed: (offset) => told.push(`subscribed ${offset}`),
  onCut: (offset) => told.push(`cut ${offset}`),
  onResized: (offset, { columns, rows }) => told.push(`resized ${offset} ${columns}x${rows}`),
  onQuery: (offset, length) => told.push(`query ${offset} ${length}`),
  onLog: ({ oldestOffset }) => told.push(`log ${oldestOffset}`),
  onExit: (exit, offset) => told.push(`exit ${exit.code} ${offset}`),
  onClosed: () => told.push('closed'),
};

/** A host that answers each frame as the test says. */
async function serve(answer: (socket: Socket, type: number, payload: Buffer) => void): Promise<void> {
  server = createServer((socket) => {
    socket.on('error', () => {});
    const feed = createFrameDecoder(({ type, payload }) => answer(socket, type, payload));
    socket.on('data', feed);
  });
  await new Promise<void>((resolve) => server?.listen(path, resolve));
}

test('what a host tells comes out in order, and what is not known is skipped', async () => {
  await serve((socket, type) => {
    if (type !== FRAME.clientHello) return;
    socket.write(hello({ capabilities: ['of tomorrow'], news: 1 }));
    socket.write(encodeFrame(200, Buffer.from('a frame of a younger host')));
    socket.write(encodeOffsetHead(FRAME.subscribed, 10, 0));
    socket.write(Buffer.concat([encodeOffsetHead(FRAME.data, 10, 2), Buffer.from('hi')]));
    socket.write(encodeSize(FRAME.resized, 12, 100, 30));
    socket.write(encodeRange(FRAME.query, 12, 4));
    socket.write(encodeJson(FRAME.log, { ...STATUS.log, oldestOffset: 5, more: true }));
    socket.write(encodeOffsetHead(FRAME.cut, 12, 0));
    socket.end(encodeJson(FRAME.exit, { code: 3, signal: null, at: 1, offset: 12 }));
  });
  const connection = await connectToHost(path, events, clock);
  expect(connection.initial).toEqual(STATUS);
  await expect.poll(() => told.at(-1)).toBe('closed');
  expect(told).toEqual(['subscribed 10', 'data 10 hi', 'resized 12 100x30', 'query 12 4', 'log 5', 'cut 12', 'exit 3 12', 'closed']);
  await expect(connection.write(Buffer.from('x'))).rejects.toMatchObject({ code: 'RUNTIME_GONE' });
});

test('a host of the future that still speaks our version is used; one that does not is told apart from a dead one', async () => {
  await serve((socket, type) => void (type === FRAME.clientHello && socket.write(hello({ protocol: 7, oldestProtocol: 1 }))));
  (await connectToHost(path, events, clock)).close();
  server?.close();
  await serve((socket, type) => void (type === FRAME.clientHello && socket.write(hello({ protocol: 7, oldestProtocol: 6 }))));
  await expect(connectToHost(path, events, clock)).rejects.toMatchObject({ code: 'RUNTIME_PROTOCOL', details: { host: 7, own: 1 } });
});

test('requests find their answers, whatever the order; what is not answered ends with the connection', async () => {
  const asked: number[] = [];
  await serve((socket, type, payload) => {
    if (type === FRAME.clientHello) socket.write(hello());
    if (type !== FRAME.write) return;
    asked.push(payload.readUInt32BE(0));
    if (asked.length < 3) return;
    socket.write(encodeRequest(FRAME.done, asked[1] ?? 0));
    socket.write(encodeJson(FRAME.failed, { reason: 'input_full', message: 'full' }, asked[0]));
    setImmediate(() => socket.end());
  });
  const connection = await connectToHost(path, events, clock);
  const outcomes = await Promise.allSettled(['a', 'b', 'c'].map((text) => connection.write(Buffer.from(text))));
  expect(outcomes.map((outcome) => (outcome.status === 'rejected' ? (outcome.reason as { code: string }).code : 'written'))).toEqual([
    'RUNTIME_UNAVAILABLE',
    'written',
    'RUNTIME_GONE',
  ]);
});

test('who does not answer is unavailable, who is not there is gone', async () => {
  await expect(connectToHost(path, events, clock)).rejects.toMatchObject({ code: 'RUNTIME_GONE' });
  await serve(() => {});
  const connecting = connectToHost(path, events, clock).catch((error: unknown) => error);
  await expect.poll(() => clock.pendingTimers()).toBe(1);
  await clock.advance(5_000);
  expect(await connecting).toMatchObject({ code: 'RUNTIME_UNAVAILABLE' });
});

test('a host that talks rubbish costs its own connection', async () => {
  await serve((socket, type) => {
    if (type === FRAME.clientHello) socket.write(Buffer.concat([hello(), Buffer.alloc(64, 0xff)]));
  });
  await connectToHost(path, events, clock);
  await expect.poll(() => told).toEqual(['closed']);
});
