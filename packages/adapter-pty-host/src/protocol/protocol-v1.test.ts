import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createFrameDecoder, encodeFrame, encodeJson, encodeOffsetHead, encodeRange, encodeRequest, encodeSize } from './frame-codec.ts';
import { FRAME } from './frame-type.ts';
import type { ClientHello, ExitNotice, HostHello, HostStatus, LogState, RequestFailure } from './host-messages.ts';
import { commonProtocol } from './host-messages.ts';

const fixture = new URL('./__fixtures__/protocol-v1.json', import.meta.url);
const recordedSchema = z.record(z.string(), z.string());

const identity = (pid: number) => ({ pid, startTime: '288435', bootId: '4bfaaded-2829-4a2e-981c-ceea89dabe2c' });
const log: LogState = { oldestOffset: 4194304, nextOldestOffset: 8388608, failure: null, lostBytes: 0 };
const status: HostStatus = {
  offset: 20971525,
  loggedOffset: 20971520,
  columns: 120,
  rows: 40,
  queuedInputBytes: 3,
  lastOutputAt: 1795361918503,
  log,
};
const size = Buffer.from([0, 132, 0, 43]);

/** Every kind of frame of version 1, as this code builds it. */
const frames: Readonly<Record<keyof typeof FRAME, Buffer>> = {
  clientHello: encodeJson(FRAME.clientHello, { protocol: 1, oldestProtocol: 1, client: 'ao', capabilities: [] } satisfies ClientHello),
  write: encodeRequest(FRAME.write, 7, Buffer.from('ls\r')),
  resize: encodeRequest(FRAME.resize, 8, size),
  subscribe: encodeFrame(FRAME.subscribe),
  unsubscribe: encodeFrame(FRAME.unsubscribe),
  askStatus: encodeRequest(FRAME.askStatus, 9),
  hostHello: encodeJson(FRAME.hostHello, {
    protocol: 1,
    oldestProtocol: 1,
    capabilities: ['query', 'log'],
    host: identity(20119),
    program: identity(20120),
    status,
  } satisfies HostHello),
  done: encodeRequest(FRAME.done, 7),
  failed: encodeJson(FRAME.failed, { reason: 'input_full', message: 'the program does not read' } satisfies RequestFailure, 7),
  subscribed: encodeOffsetHead(FRAME.subscribed, 20971525, 0),
  data: Buffer.concat([encodeOffsetHead(FRAME.data, 20971525, 4), Buffer.from('\x1b[0m')]),
  resized: encodeSize(FRAME.resized, 20971529, 132, 43),
  cut: encodeOffsetHead(FRAME.cut, 20971529, 0),
  query: encodeRange(FRAME.query, 20971529, 4),
  log: encodeJson(FRAME.log, log),
  status: encodeJson(FRAME.status, status, 9),
  exit: encodeJson(FRAME.exit, { code: null, signal: 'SIGKILL', at: 1795361947004, offset: 20971533 } satisfies ExitNotice),
};

// Hosts live for weeks while daemons are updated. A frame of version 1 that changes here breaks running sessions: add a new kind instead.
test('version 1 of the protocol is what it was when it was recorded', () => {
  const built = Object.fromEntries(Object.entries(frames).map(([name, frame]) => [name, frame.toString('hex')]));
  if (process.env['AO_RECORD_PROTOCOL'] === '1') writeFileSync(fixture, `${JSON.stringify(built, null, 2)}\n`);
  expect(built).toEqual(recordedSchema.parse(JSON.parse(readFileSync(fixture, 'utf8'))));
});

test('the recorded stream is taken apart into the recorded kinds', () => {
  const recorded = recordedSchema.parse(JSON.parse(readFileSync(fixture, 'utf8')));
  const kinds: number[] = [];
  createFrameDecoder(({ type }) => kinds.push(type))(Buffer.from(Object.values(recorded).join(''), 'hex'));
  expect(kinds).toEqual(Object.keys(recorded).map((name) => FRAME[name as keyof typeof FRAME]));
});

const speaks = (oldestProtocol: number, protocol: number) => ({ oldestProtocol, protocol });

test.each([
  ['the same', speaks(1, 1), speaks(1, 1), 1],
  ['a younger side that still speaks the old one', speaks(1, 3), speaks(1, 1), 1],
  ['the newest of several', speaks(1, 3), speaks(2, 4), 3],
  ['none', speaks(2, 3), speaks(1, 1), null],
  ['nothing that makes sense', speaks(1, 1), speaks(Number.NaN, Number.NaN), null],
])('two sides talk in the newest version both speak: %s', (_name, one, other, common) => {
  expect(commonProtocol(one, other)).toBe(common);
  expect(commonProtocol(other, one)).toBe(common);
});
