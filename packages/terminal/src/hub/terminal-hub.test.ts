import { AoError, type SessionId } from '@ao/domain';
import { createFakeClock, createSilentLogger } from '@ao/testing';
import { expect, test } from 'vitest';
import { createRecordedChannel } from '../__fixtures__/recorded-channel.ts';
import { createScriptedTerminal } from '../__fixtures__/scripted-terminal.ts';
import { INITIAL_CREDIT_BYTES } from '../flow/flow-constants.ts';
import { encodeBinaryFrame } from '../protocol/binary-frame.ts';
import type { TerminalAccess } from './terminal-channel.ts';
import { createTerminalHub } from './terminal-hub.ts';

const EVERYTHING: TerminalAccess = { mayObserve: () => true, mayControl: () => true };
const SIZE = { columns: 80, rows: 24 };

function setUp() {
  const clock = createFakeClock();
  const terminal = createScriptedTerminal();
  const hub = createTerminalHub({
    clock,
    logger: createSilentLogger(),
    resolve(id) {
      if (id === 'shop-404') throw new AoError('SESSION_NOT_FOUND');
      return terminal.location;
    },
  });
  function connect(access = EVERYTHING) {
    const recorded = createRecordedChannel();
    const connection = hub.connect(recorded.channel, { access });
    const say = (frame: object): void => connection.receiveText(JSON.stringify(frame));
    const typeText = (stream: number, text: string): void =>
      connection.receiveBinary(encodeBinaryFrame({ kind: 'input', stream, offset: 0, bytes: new TextEncoder().encode(text) }));
    return { ...recorded, connection, say, typeText };
  }
  const open = (stream = 1, more: object = {}) => ({ type: 'open', stream, session: 'shop-1', mode: 'control', size: SIZE, ...more });
  const print = (text: string, offset: number): void => terminal.emit({ type: 'data', bytes: new TextEncoder().encode(text), offset });
  return { clock, terminal, hub, connect, open, print };
}

test('opening yields a snapshot at the size of the viewer, then what comes after it', async () => {
  const { clock, terminal, connect, open, print } = setUp();
  const client = connect();
  client.say(open());
  await clock.advance(0);
  terminal.emit({ type: 'snapshot', bytes: new TextEncoder().encode('picture'), offset: 100, size: SIZE });
  print('more', 100);
  await clock.advance(5);
  expect(terminal.sizes).toEqual([SIZE]);
  expect(client.sent).toMatchObject([
    { type: 'opened', stream: 1, session: 'shop-1', mode: 'control' },
    { type: 'snapshot', stream: 1, offset: 100, size: SIZE, bytes: 7 },
    { kind: 'snapshot', stream: 1, offset: 100, text: 'picture' },
    { kind: 'data', stream: 1, offset: 100, text: 'more' },
  ]);
});

test('who comes back with an offset is told that nothing was missed, and gets the rest', async () => {
  const { clock, terminal, connect, open, print } = setUp();
  const client = connect();
  client.say(open(1, { resumeFrom: 42 }));
  await clock.advance(0);
  expect(terminal.viewers[0]?.request.resumeFrom).toBe(42);
  print('the rest', 42);
  await clock.advance(5);
  expect(client.sent.slice(1)).toMatchObject([
    { type: 'resumed', offset: 42 },
    { kind: 'data', offset: 42, text: 'the rest' },
  ]);
});

test('a viewer that draws nothing is paused when its credit is used up, and goes on when it gives some back', async () => {
  const { clock, terminal, connect, open, print } = setUp();
  const client = connect();
  client.say(open());
  await clock.advance(0);
  print('x'.repeat(INITIAL_CREDIT_BYTES), 0);
  expect(terminal.viewers[0]?.isPaused).toBe(true);
  client.say({ type: 'credit', stream: 1, bytes: 1 });
  expect(terminal.viewers[0]?.isPaused).toBe(false);
});

test('a connection that does not read holds up its own streams only', async () => {
  const { clock, terminal, connect, open, print } = setUp();
  const slow = connect();
  const quick = connect();
  slow.say(open());
  quick.say(open(1, { mode: 'observe' }));
  await clock.advance(0);
  slow.setBuffered(2 * 1024 * 1024);
  print('first', 0);
  await clock.advance(5);
  expect(terminal.viewers.map(({ isPaused }) => isPaused)).toEqual([true, false]);
  print('second', 5);
  await clock.advance(5);
  expect(quick.data(1)).toBe('firstsecond');
  slow.setBuffered(0);
  await clock.advance(10);
  expect(terminal.viewers[0]?.isPaused).toBe(false);
});

test('only who has control types; others are told so, and replies of their emulators are dropped', async () => {
  const { clock, terminal, connect, open } = setUp();
  const laptop = connect();
  const telephone = connect();
  laptop.say(open());
  telephone.say(open());
  await clock.advance(0);
  laptop.typeText(1, 'ls\r');
  telephone.typeText(1, 'rm\r');
  telephone.typeText(1, '\u001b[?1;2c');
  expect(terminal.written).toEqual(['ls\r']);
  expect(telephone.ofType('error')).toMatchObject([{ stream: 1, code: 'TERMINAL_READ_ONLY' }]);
  expect(terminal.viewers.map(({ answersQueries }) => answersQueries)).toEqual([true, false]);
});

test('taking over moves typing, size and answers to the new one', async () => {
  const { clock, terminal, connect, open } = setUp();
  const laptop = connect();
  const telephone = connect();
  laptop.say(open());
  telephone.say(open(1, { size: { columns: 40, rows: 20 } }));
  await clock.advance(0);
  telephone.say({ type: 'control', stream: 1 });
  expect(laptop.ofType('mode')).toMatchObject([{ mode: 'observe' }]);
  expect(telephone.ofType('mode')).toMatchObject([{ mode: 'control' }]);
  expect(terminal.sizes.at(-1)).toEqual({ columns: 40, rows: 20 });
  laptop.say({ type: 'resize', stream: 1, size: { columns: 200, rows: 50 } });
  expect(terminal.sizes.at(-1)).toEqual({ columns: 40, rows: 20 });
  telephone.connection.closed();
  expect(terminal.sizes.at(-1)).toEqual({ columns: 200, rows: 50 });
  expect(laptop.ofType('mode').at(-1)).toMatchObject({ mode: 'control' });
  expect(terminal.viewers[0]).toMatchObject({ answersQueries: true, isClosed: false });
});

test.each<[string, object, string]>([
  ['an unknown session', { session: 'shop-404' }, 'SESSION_NOT_FOUND'],
  ['something that is no session id', { session: '../etc' }, 'INVALID_SESSION_ID'],
])('opening %s is refused and leaves nothing open', async (_name, change, code) => {
  const { connect, open } = setUp();
  const client = connect();
  client.say(open(3, change));
  expect(client.sent).toMatchObject([
    { type: 'error', stream: 3, code },
    { type: 'closed', stream: 3, reason: 'refused' },
  ]);
  client.typeText(3, 'x');
  expect(client.ofType('error').at(-1)).toMatchObject({ code: 'TERMINAL_NOT_OPEN' });
});

test('a client that may only look cannot open for control, nor take it', async () => {
  const { clock, connect, open } = setUp();
  const client = connect({ mayObserve: () => true, mayControl: () => false });
  client.say(open());
  client.say(open(2, { mode: 'observe' }));
  await clock.advance(0);
  client.say({ type: 'control', stream: 2 });
  expect(client.ofType('error')).toMatchObject([
    { stream: 1, code: 'TOKEN_SCOPE' },
    { stream: 2, code: 'TOKEN_SCOPE' },
  ]);
});

test.each(['no json', '{"type":"fly"}', '[]'])('the text %j is answered with an error, and the connection goes on', async (text) => {
  const { clock, connect, open } = setUp();
  const client = connect();
  client.connection.receiveText(text);
  client.connection.receiveBinary(Uint8Array.of(9, 9));
  client.say(open());
  await clock.advance(0);
  expect(client.sent).toMatchObject([{ code: 'TERMINAL_PROTOCOL' }, { code: 'TERMINAL_PROTOCOL' }, { type: 'opened' }]);
});

test('a terminal that is lost is attached again where it stopped; after several tries the client is told', async () => {
  const { clock, terminal, connect, open, print } = setUp();
  const client = connect();
  client.say(open());
  await clock.advance(0);
  print('abc', 0);
  terminal.viewers[0]?.request.onLost(new Error('socket closed'));
  await clock.advance(0);
  expect(terminal.viewers[1]?.request.resumeFrom).toBe(3);
  terminal.failWith(new AoError('RUNTIME_UNAVAILABLE'));
  terminal.viewers[1]?.request.onLost(new Error('socket closed'));
  await clock.advance(5_000);
  expect(client.sent.slice(-2)).toMatchObject([
    { type: 'error', stream: 1, code: 'RUNTIME_UNAVAILABLE' },
    { type: 'closed', stream: 1, reason: 'lost' },
  ]);
});

test('a terminal that breaks again right after its picture is given up, not attached for ever', async () => {
  const { clock, terminal, connect, open } = setUp();
  const client = connect();
  client.say(open());
  await clock.advance(0);
  for (let attempt = 0; attempt < 20 && client.ofType('closed').length === 0; attempt += 1) {
    terminal.emit({ type: 'snapshot', bytes: new Uint8Array(3), offset: 100, size: SIZE });
    const last = terminal.viewers.at(-1);
    for (const viewer of terminal.viewers) viewer.isClosed = true;
    last?.request.onLost(new AoError('RUNTIME_GONE'));
    await clock.advance(1_000);
  }
  expect(terminal.viewers).toHaveLength(6);
  expect(client.sent.slice(-2)).toMatchObject([
    { type: 'error', stream: 1, code: 'RUNTIME_GONE' },
    { type: 'closed', stream: 1, reason: 'lost' },
  ]);
});

test('a terminal that held for a while may break as often again', async () => {
  const { clock, terminal, connect, open } = setUp();
  const client = connect();
  client.say(open());
  for (let attempt = 0; attempt < 12; attempt += 1) {
    await clock.advance(6_000);
    terminal.viewers.at(-1)?.request.onLost(new AoError('RUNTIME_UNAVAILABLE'));
  }
  await clock.advance(6_000);
  expect(client.ofType('closed')).toEqual([]);
  expect(terminal.viewers).toHaveLength(13);
});

test('an offset counts only in the terminal it was seen in: a restored session begins with a picture', async () => {
  const { clock, terminal, connect, open } = setUp();
  const client = connect();
  client.say(open(1, { resumeFrom: 42, terminal: 'terminal-0' }));
  client.say(open(2, { resumeFrom: 42, terminal: 'terminal-1' }));
  await clock.advance(0);
  expect(terminal.viewers.map(({ request }) => request.resumeFrom)).toEqual([undefined, 42]);
  expect(client.ofType('opened')).toMatchObject([{ terminal: 'terminal-1' }, { terminal: 'terminal-1' }]);
});

test('what an emulator answers to output that is sent again does not reach the program; what is typed does', async () => {
  const { clock, terminal, connect, open } = setUp();
  terminal.printedBefore(50);
  const client = connect();
  client.say(open(1, { resumeFrom: 42 }));
  await clock.advance(0);
  client.typeText(1, '\u001b[1;1R');
  client.typeText(1, 'ls');
  await clock.advance(2_000);
  client.typeText(1, '\u001b[2;2R');
  expect(terminal.written).toEqual(['ls', '\u001b[2;2R']);
});

test('input that is not taken is owned up to, unless the program has ended', async () => {
  const { clock, terminal, connect, open } = setUp();
  const client = connect();
  client.say(open());
  await clock.advance(0);
  terminal.refuseInputWith(new AoError('RUNTIME_UNAVAILABLE', { message: 'It does not read.' }));
  client.typeText(1, 'x');
  await clock.advance(0);
  expect(client.ofType('error')).toMatchObject([{ stream: 1, code: 'RUNTIME_UNAVAILABLE', message: 'It does not read.' }]);
  terminal.refuseInputWith(new AoError('RUNTIME_GONE'));
  client.typeText(1, 'x');
  await clock.advance(0);
  expect(client.ofType('error')).toHaveLength(1);
});

test('an exit comes after all output, and the stream can still be read', async () => {
  const { clock, terminal, connect, open, print } = setUp();
  const client = connect();
  client.say(open());
  await clock.advance(0);
  print('last words', 0);
  terminal.emit({ type: 'exit', exit: { at: 1, code: 3, signal: null, evidence: 'exit_record' } });
  expect(client.sent.slice(1)).toMatchObject([
    { kind: 'data', text: 'last words' },
    { type: 'exit', exit: { code: 3 } },
  ]);
  client.say({ type: 'close', stream: 1 });
  expect(client.sent.at(-1)).toMatchObject({ type: 'closed', reason: 'client' });
  expect(terminal.viewers[0]?.isClosed).toBe(true);
});

test('closing the hub ends streams with a reason, then connections, and takes no new ones', async () => {
  const { clock, terminal, hub, connect, open } = setUp();
  const client = connect();
  client.say(open());
  await clock.advance(0);
  await hub.close();
  expect(client.sent.at(-1)).toMatchObject({ type: 'closed', stream: 1, reason: 'stopping' });
  expect(client.closed).toEqual([{ code: 1001, reason: 'the daemon is stopping' }]);
  expect(terminal.viewers[0]?.isClosed).toBe(true);
  expect(connect().closed).toHaveLength(1);
});

test('a stream closed while it is being attached leaves no attachment behind', async () => {
  const { clock, terminal, connect, open } = setUp();
  const client = connect();
  client.say(open());
  client.connection.closed();
  await clock.advance(0);
  expect(terminal.viewers[0]?.isClosed).toBe(true);
});

test('everyone who begins to look is told of, whoever only looks too; a session is watched until the last one leaves', async () => {
  const { clock, hub, connect, open } = setUp();
  const seen: string[] = [];
  const following = hub.onViewer((sessionId) => void seen.push(`${sessionId} ${hub.isWatched(sessionId) ? 'watched' : 'alone'}`));
  const [laptop, telephone] = [connect(), connect()];
  expect(hub.isWatched('shop-1' as SessionId)).toBe(false);
  laptop.say(open());
  telephone.say(open(1, { mode: 'observe' }));
  telephone.say(open(2, { session: 'shop-404' }));
  await clock.advance(0);
  expect(seen).toEqual(['shop-1 watched', 'shop-1 watched']);
  laptop.connection.closed();
  expect(hub.isWatched('shop-1' as SessionId)).toBe(true);
  telephone.say({ type: 'close', stream: 1 });
  expect(hub.isWatched('shop-1' as SessionId)).toBe(false);
  following.close();
  laptop.say(open(3));
  connect().say(open());
  expect(seen).toHaveLength(2);
});
