import { createFakeClock } from '@ao/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually, type FakeClient, type FakeZellij, openFakeZellij, SERVER_SAYS } from '../__fixtures__/fake-zellij.ts';
import { readFields } from '../contract/protobuf-reader.ts';
import { createInputChannel, type InputChannel } from './input-channel.ts';

const clock = createFakeClock();
let zellij: FakeZellij;
let channel: InputChannel;
/** What zellij does with each piece it gets. */
let take: (client: FakeClient) => void;

beforeEach(async () => {
  take = (client) => client.send(SERVER_SAYS.done());
  zellij = await openFakeZellij((client) => take(client));
  channel = createInputChannel({ socketPath: zellij.socketPath, pane: 0, clock });
});
afterEach(async () => {
  channel.close();
  await zellij.close();
});

/** What was typed or pasted, as zellij would have handed it to the program. */
function handedOver(): readonly string[] {
  return zellij.clients.flatMap(({ messages }) =>
    messages.map((message) => {
      const action = readFields(bytesOf(readFields(bytesOf(readFields(message)[0]?.value))[0]?.value))[0];
      const fields = readFields(bytesOf(action?.value));
      if (action?.field === 109) return `paste ${bytesOf(fields.find(({ field }) => field === 1)?.value).toString()}`;
      return `write ${unpacked(bytesOf(fields.find(({ field }) => field === 2)?.value)).toString('latin1')}`;
    }),
  );
}

function bytesOf(value: number | Buffer | undefined): Buffer {
  if (Buffer.isBuffer(value)) return value;
  throw new Error('it is a message');
}

function unpacked(packed: Buffer): Buffer {
  const bytes: number[] = [];
  for (let at = 0; at < packed.length; at += 1)
    bytes.push((packed[at] ?? 0) < 0x80 ? (packed[at] ?? 0) : ((packed[at++] ?? 0) & 0x7f) + 0x80);
  return Buffer.from(bytes);
}

test('keys and bytes above 127 arrive as they are, over one connection', async () => {
  await channel.write(Buffer.from('ls\r'));
  await channel.write(Buffer.from([0, 3, 27, 127, 128, 255]));
  expect(handedOver()).toEqual(['write ls\r', `write ${Buffer.from([0, 3, 27, 127, 128, 255]).toString('latin1')}`]);
  expect(zellij.clients.length).toBe(1);
});

test('a long write is cut into pieces, each after the one before was taken', async () => {
  const released: (() => void)[] = [];
  take = (client) => void released.push(() => client.send(SERVER_SAYS.done()));
  const text = 'abcdefgh'.repeat(10_000);
  const written = channel.write(Buffer.from(text));
  for (let piece = 1; piece <= 3; piece += 1) {
    await eventually(() => released.length === piece);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(zellij.clients[0]?.said.length).toBe(piece);
    released[piece - 1]?.();
  }
  await written;
  expect(
    handedOver()
      .map((piece) => piece.slice('write '.length))
      .join(''),
  ).toBe(text);
});

test('a whole paste goes as a paste, without its marks; one that is cut or doubled goes as it is', async () => {
  await channel.write(Buffer.from('\u001b[200~two\nlines é\u001b[201~'));
  await channel.write(Buffer.from('\u001b[200~cut'));
  expect(handedOver()).toEqual(['paste two\nlines é', 'write \u001b[200~cut']);
});

test('nothing at all is nothing to hand over, and not an error', async () => {
  await channel.write(Buffer.alloc(0));
  expect(zellij.clients.length).toBe(0);
});

test('what is not taken within five seconds is said to be so, and the next write gets a connection of its own', async () => {
  take = () => {};
  const outcome = channel.write(Buffer.from('first')).catch((error: unknown) => error);
  const first = await zellij.client(1);
  await eventually(() => first.said.length === 1);
  await clock.advance(5_000);
  expect(await outcome).toMatchObject({ code: 'RUNTIME_UNAVAILABLE', message: expect.stringContaining('did not take the input') });
  await eventually(() => first.isGone());
  take = (client) => client.send(SERVER_SAYS.done());
  await channel.write(Buffer.from('second'));
  expect(zellij.clients.length).toBe(2);
  expect(handedOver()).toEqual(['write first', 'write second']);
});

test('a long write whose middle is not taken stops there: its end never comes without its middle', async () => {
  let pieces = 0;
  take = (client) => void ((pieces += 1) === 1 && client.send(SERVER_SAYS.done()));
  const outcome = channel.write(Buffer.alloc(100_000, 'x')).catch((error: unknown) => error);
  await eventually(() => pieces === 2);
  await clock.advance(5_000);
  expect(await outcome).toMatchObject({ code: 'RUNTIME_UNAVAILABLE' });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(pieces).toBe(2);
});

test('a connection that is lost in the middle fails the write, and the next one comes anew', async () => {
  take = (client) => client.hangUp();
  await expect(channel.write(Buffer.from('lost'))).rejects.toMatchObject({ code: 'RUNTIME_UNAVAILABLE' });
  take = (client) => client.send(SERVER_SAYS.done());
  await channel.write(Buffer.from('found'));
  expect(handedOver().at(-1)).toBe('write found');
});

test('a connection that is told to go fails what waits for it at once, and the next write gets one of its own', async () => {
  take = (client) => client.send(SERVER_SAYS.exit());
  await expect(channel.write(Buffer.from('lost'))).rejects.toMatchObject({ code: 'RUNTIME_UNAVAILABLE' });
  take = (client) => client.send(SERVER_SAYS.done());
  await channel.write(Buffer.from('found'));
  const second = await zellij.client(2);
  second.send(SERVER_SAYS.exit());
  await eventually(() => second.isGone());
  await channel.write(Buffer.from('and found'));
  expect(handedOver()).toEqual(['write lost', 'write found', 'write and found']);
});

test('a server that is not there yet is tried again with the next write', async () => {
  const early = createInputChannel({ socketPath: `${zellij.socketPath}-2`, pane: 0, clock });
  await expect(early.write(Buffer.from('x'))).rejects.toMatchObject({ code: 'RUNTIME_UNAVAILABLE' });
  await expect(early.write(Buffer.from('x'))).rejects.toMatchObject({ code: 'RUNTIME_UNAVAILABLE' });
  early.close();
});

test('who waits when it is closed is told, and no connection stays', async () => {
  take = () => {};
  const outcome = channel.write(Buffer.from('x')).catch((error: unknown) => error);
  const client = await zellij.client(1);
  await eventually(() => client.said.length === 1);
  channel.close();
  expect(await outcome).toMatchObject({ code: 'RUNTIME_UNAVAILABLE', message: expect.stringContaining('closed') });
  await eventually(() => client.isGone());
});
