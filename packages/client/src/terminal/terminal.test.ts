import { describe, expect, test } from 'vitest';
import { problem } from '../__fixtures__/stub-daemon.ts';
import { addressOf, openStubTerminals, type StubConnection, type StubFrame, type StubTerminals } from '../__fixtures__/stub-terminals.ts';
import { createClient } from '../ao-client.ts';
import { createApiCaller } from '../transport/api-caller.ts';
import { fixedAddress } from '../transport/daemon-address.ts';
import { createFetchTransport } from '../transport/fetch-transport.ts';
import { openTerminal, type Terminal } from './terminal.ts';
import type { TerminalEvent } from './terminal-event.ts';
import { createTerminalLink } from './terminal-link.ts';

const MIB = 1024 * 1024;

/** Opens every terminal it is asked for. */
function opening(frame: StubFrame, connection: StubConnection): void {
  if (frame.type === 'open') connection.say({ type: 'opened', stream: frame.stream, session: frame['session'], mode: frame['mode'] });
}

const open = (stub: StubTerminals, options = {}) => createClient(addressOf(stub)).terminal('shop-1', options);

/** Reads events until there are enough, without leaving the loop. */
function reader(terminal: Terminal) {
  const iterator = terminal[Symbol.asyncIterator]();
  return {
    iterator,
    async take(count: number): Promise<readonly unknown[]> {
      const taken: unknown[] = [];
      while (taken.length < count) {
        const { done, value } = await iterator.next();
        if (done === true) return [...taken, 'over'];
        taken.push(shown(value));
      }
      return taken;
    },
  };
}

function shown(event: TerminalEvent): unknown {
  return 'bytes' in event ? { ...event, bytes: new TextDecoder().decode(event.bytes) } : event;
}

describe('opening', () => {
  test('says who it is and what it wants, and keeps the token out of the address', async () => {
    const stub = await openStubTerminals(opening);
    const terminal = await open(stub, { mode: 'observe', columns: 120, rows: 40, resumeFrom: 7, takeover: true, scrollbackLines: 50 });
    const [connection] = stub.connections;
    expect(terminal.sessionId).toBe('shop-1');
    expect(connection?.protocols).toBe('ao.terminal.v1, ao.bearer.token-of-the-stub-daemon');
    expect(connection?.received).toEqual([
      {
        type: 'open',
        stream: 1,
        session: 'shop-1',
        mode: 'observe',
        size: { columns: 120, rows: 40 },
        resumeFrom: 7,
        takeover: true,
        scrollbackLines: 50,
      },
    ]);
  });

  test('asks for control, and for nothing else, by default', async () => {
    const stub = await openStubTerminals(opening);
    await open(stub);
    expect(stub.connections[0]?.received).toEqual([{ type: 'open', stream: 1, session: 'shop-1', mode: 'control' }]);
  });

  test('a refused terminal rejects with the reason', async () => {
    const stub = await openStubTerminals((frame, connection) => {
      connection.say({ type: 'error', stream: frame.stream, code: 'SESSION_NOT_FOUND', message: 'There is no session shop-1.' });
      connection.say({ type: 'closed', stream: frame.stream, reason: 'refused' });
    });
    await expect(open(stub)).rejects.toMatchObject({
      name: 'AoApiError',
      code: 'SESSION_NOT_FOUND',
      message: 'There is no session shop-1.',
    });
    await expect.poll(() => stub.connections[0]?.isClosed).toBe(true);
  });

  test.each([
    [401, 'TOKEN_INVALID'],
    [403, 'TOKEN_SCOPE'],
    [503, 'DAEMON_STOPPING'],
  ])('a refused handshake rejects with %i %s, which a WebSocket alone does not tell', async (status, code) => {
    const stub = await openStubTerminals();
    stub.refuse(problem(status, code));
    await expect(open(stub)).rejects.toMatchObject({ name: 'AoApiError', code, status });
  });

  test('without a daemon it rejects', async () => {
    const stub = await openStubTerminals();
    await stub.close();
    await expect(open(stub)).rejects.toMatchObject({ code: 'DAEMON_NOT_RUNNING' });
  });

  test('a token that can stand in no handshake rejects', async () => {
    const ao = createClient({ url: 'http://127.0.0.1:1', token: 'two words' });
    await expect(ao.terminal('shop-1')).rejects.toThrow(/protocol/i);
  });

  test('it can be aborted', async () => {
    const stub = await openStubTerminals();
    const abort = new AbortController();
    const terminal = open(stub, { signal: abort.signal });
    await stub.connection(0);
    abort.abort(new Error('enough'));
    await expect(terminal).rejects.toThrow('enough');
    await expect.poll(() => stub.connections[0]?.isClosed).toBe(true);
  });
});

describe('an open terminal', () => {
  test('yields what happens, in order', async () => {
    const stub = await openStubTerminals(opening);
    const terminal = await open(stub);
    const { take } = reader(terminal);
    const connection = await stub.connection(0);
    const exit = { at: 1, code: 0, signal: null, evidence: 'exit_record' };
    connection.say({ type: 'snapshot', stream: 1, offset: 2 ** 33, size: { columns: 80, rows: 24 }, bytes: 7 });
    connection.snapshot(1, 2 ** 33, 'picture');
    connection.data(1, 2 ** 33, 'more');
    connection.say({ type: 'size', stream: 1, size: { columns: 90, rows: 30 } });
    connection.say({ type: 'mode', stream: 1, mode: 'observe' });
    connection.say({ type: 'error', stream: 1, code: 'TERMINAL_READ_ONLY', message: 'No.' });
    connection.say({ type: 'exit', stream: 1, exit });
    expect(await take(7)).toEqual([
      { type: 'opened', mode: 'control' },
      { type: 'snapshot', bytes: 'picture', offset: 2 ** 33, size: { columns: 80, rows: 24 } },
      { type: 'data', bytes: 'more', offset: 2 ** 33 },
      { type: 'size', size: { columns: 90, rows: 30 } },
      { type: 'mode', mode: 'observe' },
      { type: 'refused', error: expect.objectContaining({ code: 'TERMINAL_READ_ONLY' }) as unknown },
      { type: 'exit', exit },
    ]);
  });

  test('types, resizes, takes and gives up control', async () => {
    const stub = await openStubTerminals(opening);
    const terminal = await open(stub);
    expect(terminal.write('größe')).toBe(true);
    expect(terminal.write(new Uint8Array([27, 91, 65]))).toBe(true);
    terminal.resize({ columns: 100, rows: 50 });
    terminal.observe();
    terminal.takeControl();
    const connection = await stub.connection(0);
    await expect
      .poll(() => connection.received.slice(1))
      .toEqual([
        { type: 'input', stream: 1, text: 'größe' },
        { type: 'input', stream: 1, text: '\u001b[A' },
        { type: 'resize', stream: 1, size: { columns: 100, rows: 50 } },
        { type: 'observe', stream: 1 },
        { type: 'control', stream: 1 },
      ]);
  });

  test('a large paste goes in pieces, whole and in order', async () => {
    const stub = await openStubTerminals(opening);
    const terminal = await open(stub);
    const paste = Array.from({ length: 60_000 }, (_, index) => `${index}\n`).join('');
    terminal.write(paste);
    const connection = await stub.connection(0);
    const typed = () => connection.received.slice(1).map((frame) => String(frame['text']));
    await expect.poll(() => typed().join('').length).toBe(paste.length);
    expect(typed().join('')).toBe(paste);
    expect(Math.max(...typed().map((text) => text.length))).toBeLessThanOrEqual(64 * 1024);
  });

  test('gives credit for what was drawn, and none for what only waits', async () => {
    const stub = await openStubTerminals(opening);
    const terminal = await open(stub);
    const { take } = reader(terminal);
    const connection = await stub.connection(0);
    await take(1);
    const credits = () => connection.received.filter((frame) => frame.type === 'credit').map((frame) => frame['bytes']);
    for (let piece = 0; piece < 8; piece += 1) connection.data(1, piece * (MIB / 8), new Uint8Array(MIB / 8));
    await take(2);
    connection.say({ type: 'size', stream: 1, size: { columns: 1, rows: 1 } });
    expect(credits()).toEqual([]);
    await take(7);
    await expect.poll(credits).toEqual([MIB / 4, MIB / 4, MIB / 4, MIB / 4]);
  });

  test('leaving the loop closes it, and the last one closes the connection', async () => {
    const stub = await openStubTerminals(opening);
    for await (const event of await open(stub)) if (event.type === 'opened') break;
    const connection = await stub.connection(0);
    await expect.poll(() => connection.isClosed).toBe(true);
    expect(connection.received.at(-1)).toEqual({ type: 'close', stream: 1 });
  });

  test('closing ends the loop; closing twice is harmless', async () => {
    const stub = await openStubTerminals(opening);
    const terminal = await open(stub);
    const { take } = reader(terminal);
    terminal.close();
    terminal.close();
    expect(await take(5)).toEqual([{ type: 'opened', mode: 'control' }, 'over']);
    expect(terminal.write('x')).toBe(false);
  });

  test('aborting ends the loop with the reason', async () => {
    const stub = await openStubTerminals(opening);
    const abort = new AbortController();
    const terminal = await open(stub, { signal: abort.signal });
    const { take } = reader(terminal);
    abort.abort(new Error('enough'));
    await expect(take(5)).rejects.toThrow('enough');
  });
});

describe('several terminals', () => {
  test('share a connection, and each gets what is its own', async () => {
    const stub = await openStubTerminals(opening);
    const ao = createClient(addressOf(stub));
    const [one, two] = await Promise.all([ao.terminal('shop-1'), ao.terminal('shop-2')]);
    const connection = await stub.connection(0);
    connection.data(2, 0, 'second');
    connection.data(1, 0, 'first');
    expect((await reader(one).take(2))[1]).toMatchObject({ bytes: 'first' });
    expect((await reader(two).take(2))[1]).toMatchObject({ bytes: 'second' });
    expect(stub.connections).toHaveLength(1);
    one.close();
    expect(two.write('still here')).toBe(true);
    await expect.poll(() => connection.received.at(-1)).toEqual({ type: 'input', stream: 2, text: 'still here' });
    expect(connection.isClosed).toBe(false);
  });

  test('one opened after the last was closed gets a new connection', async () => {
    const stub = await openStubTerminals(opening);
    const ao = createClient(addressOf(stub));
    (await ao.terminal('shop-1')).close();
    const terminal = await ao.terminal('shop-1');
    const connection = await stub.connection(1);
    connection.data(2, 0, 'hello');
    expect((await reader(terminal).take(2))[1]).toMatchObject({ bytes: 'hello' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(stub.connections.map((each) => each.isClosed)).toEqual([true, false]);
  });

  test('one that is given up while the connection is made leaves none behind', async () => {
    const stub = await openStubTerminals(opening);
    const ao = createClient(addressOf(stub));
    const abort = new AbortController();
    const given = ao.terminal('shop-1', { signal: abort.signal });
    await Promise.resolve();
    abort.abort(new Error('enough'));
    await expect(given).rejects.toThrow('enough');
    const terminal = await ao.terminal('shop-1');
    expect(terminal.write('x')).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(stub.connections.filter((each) => !each.isClosed)).toHaveLength(1);
  });
});

describe('a connection that breaks', () => {
  test('is made again: the terminal goes on where it was, with the size and mode it has now', async () => {
    const stub = await openStubTerminals(opening);
    const terminal = await open(stub, { columns: 80, rows: 24, takeover: true });
    const { take } = reader(terminal);
    const first = await stub.connection(0);
    first.say({ type: 'resumed', stream: 1, offset: 90 });
    first.data(1, 90, 'ten bytes!');
    expect(await take(3)).toHaveLength(3);
    terminal.resize({ columns: 100, rows: 30 });
    terminal.observe();
    first.break();
    expect(await take(1)).toEqual([{ type: 'disconnected' }]);
    expect(terminal.write('lost')).toBe(false);
    const second = await stub.connection(1);
    expect(await take(1)).toEqual([{ type: 'opened', mode: 'observe' }]);
    expect(second.received).toEqual([
      { type: 'open', stream: 1, session: 'shop-1', mode: 'observe', size: { columns: 100, rows: 30 }, resumeFrom: 100 },
    ]);
    second.say({ type: 'resumed', stream: 1, offset: 100 });
    second.data(1, 100, 'more');
    expect(await take(2)).toEqual([
      { type: 'resumed', offset: 100 },
      { type: 'data', bytes: 'more', offset: 100 },
    ]);
  });

  test('what was drawn of the old connection gives no credit to the new one', async () => {
    const stub = await openStubTerminals(opening);
    const { take } = reader(await open(stub));
    const first = await stub.connection(0);
    for (let piece = 0; piece < 8; piece += 1) first.data(1, piece * (MIB / 8), new Uint8Array(MIB / 8));
    await take(1);
    await expect.poll(() => first.received.length).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    first.break();
    const second = await stub.connection(1);
    await expect.poll(() => second.received.length).toBe(1);
    second.data(1, MIB, 'end');
    await take(11);
    expect(second.received.filter((frame) => frame.type === 'credit')).toEqual([]);
  });

  test('a daemon that restarts is waited for', async () => {
    const stub = await openStubTerminals(opening);
    const { take } = reader(await open(stub));
    await take(1);
    stub.refuse(problem(503, 'DAEMON_STOPPING'));
    (await stub.connection(0)).break();
    expect(await take(1)).toEqual([{ type: 'disconnected' }]);
    setTimeout(() => stub.refuse(null), 150);
    expect(await take(1)).toEqual([{ type: 'opened', mode: 'control' }]);
  });

  test('a daemon that is away for a hundred attempts, and whose first handshake after that fails, is waited for', async () => {
    let pauses = 0;
    const stub = await openStubTerminals(opening);
    const caller = createApiCaller(fixedAddress(addressOf(stub)), createFetchTransport(globalThis.fetch));
    const link = createTerminalLink(caller, {
      backOff: {
        reset() {},
        async pause() {
          pauses += 1;
          if (pauses === 100) stub.refuse(problem(426, 'UPGRADE_REQUIRED'));
          if (pauses === 101) stub.refuse(null);
        },
      },
    });
    const { take } = reader(await openTerminal(link, 'shop-1'));
    await take(1);
    stub.refuse(problem(503, 'DAEMON_STOPPING'));
    (await stub.connection(0)).break();
    expect(await take(2)).toEqual([{ type: 'disconnected' }, { type: 'opened', mode: 'control' }]);
  });

  test('handshakes that fail again and again although the daemon answers end it', async () => {
    const stub = await openStubTerminals(opening);
    const caller = createApiCaller(fixedAddress(addressOf(stub)), createFetchTransport(globalThis.fetch));
    const link = createTerminalLink(caller, { backOff: { reset() {}, pause: () => Promise.resolve() } });
    stub.refuse(problem(426, 'UPGRADE_REQUIRED'));
    await expect(openTerminal(link, 'shop-1')).rejects.toThrow('lets no WebSocket through');
  });

  test('a connection nobody is behind any more is noticed and made again, though it was never closed', async () => {
    const stub = await openStubTerminals(opening);
    const caller = createApiCaller(fixedAddress(addressOf(stub)), createFetchTransport(globalThis.fetch));
    const terminal = await openTerminal(createTerminalLink(caller, { pulseMs: 10 }), 'shop-1');
    const { take } = reader(terminal);
    expect(await take(3)).toEqual([{ type: 'opened', mode: 'control' }, { type: 'disconnected' }, { type: 'opened', mode: 'control' }]);
    expect(stub.connections[0]?.received.filter(({ type }) => type === 'ping')).toHaveLength(2);
    terminal.close();
  });

  test('a connection on which nothing happens stays, as long as somebody answers', async () => {
    let pings = 0;
    const answered = Promise.withResolvers<void>();
    const stub = await openStubTerminals((frame, connection) => {
      opening(frame, connection);
      if (frame.type !== 'ping') return;
      pings += 1;
      connection.say({ type: 'pong' });
      if (pings === 6) answered.resolve();
    });
    const caller = createApiCaller(fixedAddress(addressOf(stub)), createFetchTransport(globalThis.fetch));
    const terminal = await openTerminal(createTerminalLink(caller, { pulseMs: 10 }), 'shop-1');
    await answered.promise;
    expect(stub.connections).toHaveLength(1);
    terminal.close();
  });

  test('a daemon that does not know the token any more ends it', async () => {
    const stub = await openStubTerminals(opening);
    const { take } = reader(await open(stub));
    await take(1);
    stub.refuse(problem(401, 'TOKEN_INVALID'));
    (await stub.connection(0)).break();
    await expect(take(2)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  });

  test('a terminal that was lost behind the daemon is opened again on the same connection', async () => {
    const stub = await openStubTerminals(opening);
    const { take } = reader(await open(stub));
    const connection = await stub.connection(0);
    connection.data(1, 0, 'four');
    await take(2);
    connection.say({ type: 'closed', stream: 1, reason: 'lost' });
    expect(await take(2)).toEqual([{ type: 'disconnected' }, { type: 'opened', mode: 'control' }]);
    expect(connection.received.at(-1)).toMatchObject({ type: 'open', resumeFrom: 4 });
    expect(stub.connections).toHaveLength(1);
  });
});
