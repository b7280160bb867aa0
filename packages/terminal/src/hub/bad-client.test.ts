import { createFakeClock, createSilentLogger } from '@ao/testing';
import { expect, test } from 'vitest';
import { createRecordedChannel } from '../__fixtures__/recorded-channel.ts';
import { createScriptedTerminal } from '../__fixtures__/scripted-terminal.ts';
import type { TerminalChannel } from './terminal-channel.ts';
import { createTerminalHub } from './terminal-hub.ts';

const MIB = 1024 * 1024;
const OPEN = { type: 'open', stream: 1, session: 'shop-1', mode: 'control', size: { columns: 80, rows: 24 } };

function connect(channel: TerminalChannel) {
  const clock = createFakeClock();
  const terminal = createScriptedTerminal();
  const hub = createTerminalHub({ clock, logger: createSilentLogger(), resolve: () => terminal.location });
  const connection = hub.connect(channel, { access: { mayObserve: () => true, mayControl: () => true } });
  return { clock, terminal, say: (frame: unknown) => connection.receiveText(JSON.stringify(frame)) };
}

test.each<[string, object]>([
  ['of no size', { size: { columns: 0, rows: 0 } }],
  ['with a mode nobody knows', { mode: 'drive' }],
  ['with a field nobody knows', { colour: 'red' }],
])('an open frame %s is refused by its number, so that nobody waits for an answer for good', (_what, wrong) => {
  const { channel, sent } = createRecordedChannel();
  connect(channel).say({ ...OPEN, ...wrong });
  expect(sent).toMatchObject([
    { type: 'error', stream: 1, code: 'TERMINAL_PROTOCOL' },
    { type: 'closed', stream: 1, reason: 'refused' },
  ]);
});

test('a bad frame about a stream that is open is told by its number, and the stream goes on', async () => {
  const { channel, sent, ofType } = createRecordedChannel();
  const { clock, terminal, say } = connect(channel);
  say(OPEN);
  await clock.advance(0);
  say({ type: 'resize', stream: 1, size: { columns: 0, rows: 0 } });
  say({ ...OPEN, size: { columns: 0, rows: 0 } });
  expect(sent.slice(1)).toMatchObject([
    { type: 'error', stream: 1, code: 'TERMINAL_PROTOCOL' },
    { type: 'error', stream: 1, code: 'TERMINAL_PROTOCOL' },
  ]);
  expect([ofType('closed'), terminal.viewers[0]?.isPaused]).toEqual([[], false]);
});

test.each([['no object'], [null], [{ type: 'open' }], [{ type: 'open', stream: 0 }], [{ type: 'ping', stream: 70_000 }]])(
  'a bad frame without a number, %j, is told without one',
  (frame) => {
    const { channel, sent } = createRecordedChannel();
    connect(channel).say(frame);
    expect(sent).toMatchObject([{ type: 'error', stream: null, code: 'TERMINAL_PROTOCOL' }]);
  },
);

/** A client that sends and never reads: everything for it stays in memory. */
function createUnreadChannel(waiting = 0) {
  let bytes = waiting;
  const closed: number[] = [];
  const channel: TerminalChannel = {
    sendText: (text) => void (bytes += text.length),
    sendBinary: (frame) => void (bytes += frame.length),
    bufferedBytes: () => bytes,
    close: (code) => void closed.push(code),
  };
  return { channel, closed, bytes: () => bytes };
}

test.each<[string, (say: (frame: unknown) => void) => void]>([
  ['pings', (say) => say({ type: 'ping', id: 'x'.repeat(100) })],
  ['sends frames that make no sense', (say) => say({ type: 'none' })],
])('a client that %s and never reads is closed instead of filling the memory', async (_what, send) => {
  const { channel, closed, bytes } = createUnreadChannel(63 * MIB);
  const { say } = connect(channel);
  for (let batch = 0; batch < 50 && closed.length === 0; batch += 1) {
    for (let frame = 0; frame < 1_000; frame += 1) send(say);
    await Promise.resolve();
  }
  expect(closed).toEqual([1008]);
  expect(bytes()).toBeLessThan(65 * MIB);
});

test('a client that opens and closes a terminal over and over and never reads is closed instead of filling the memory', async () => {
  const { channel, closed, bytes } = createUnreadChannel();
  const { clock, terminal, say } = connect(channel);
  for (let round = 0; round < 100 && closed.length === 0; round += 1) {
    say(OPEN);
    await clock.advance(0);
    terminal.emit({ type: 'snapshot', bytes: new Uint8Array(MIB), offset: 0, size: OPEN.size });
    say({ type: 'close', stream: 1 });
    await clock.advance(0);
  }
  expect(closed).toEqual([1008]);
  expect(bytes()).toBeLessThan(66 * MIB);
});
