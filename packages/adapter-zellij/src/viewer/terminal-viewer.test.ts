import type { ExitFacts } from '@ao/domain';
import type { AttachmentFrame } from '@ao/ports';
import { createFakeClock } from '@ao/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually, type FakeZellij, openFakeZellij, SERVER_SAYS } from '../__fixtures__/fake-zellij.ts';
import { attachViewer, type TerminalViewer } from './terminal-viewer.ts';

const SIZE = { columns: 80, rows: 24 };
const EXIT: ExitFacts = { at: 1, code: 0, signal: null, evidence: 'exit_record' };
const clock = createFakeClock();

let zellij: FakeZellij;
let viewer: TerminalViewer;
let frames: AttachmentFrame[] = [];
let told: string[] = [];
/** How the program ended, as `settle` will find out. */
let ending: PromiseWithResolvers<ExitFacts | null>;

beforeEach(async () => {
  zellij = await openFakeZellij();
  frames = [];
  told = [];
  ending = Promise.withResolvers();
  ending.promise.catch(() => undefined);
  viewer = await attachViewer({
    request: { onFrame: (frame) => frames.push(frame), onLost: (error) => told.push(`lost: ${error.message}`) },
    socketPath: zellij.socketPath,
    size: SIZE,
    preamble: '<before>',
    clock,
    settle: () => ending.promise,
    onClosed: () => told.push('closed'),
  });
});
afterEach(async () => {
  viewer.close();
  await zellij.close();
});

const seen = () =>
  frames.map((frame) => ('bytes' in frame ? `${frame.type} ${frame.offset} ${Buffer.from(frame.bytes).toString()}` : frame.type));

async function sees(count: number): Promise<readonly string[]> {
  await eventually(() => frames.length >= count);
  return seen();
}

test('the first picture is a snapshot behind what stands before it, and all that follows is counted from it', async () => {
  const client = await zellij.client(1);
  client.draw('picture');
  client.draw('one');
  client.draw('three');
  expect(await sees(3)).toEqual(['snapshot 0 <before>picture', 'data 0 one', 'data 3 three']);
  expect(client.said).toEqual([8]);
});

test('the name of our session never shows in the title', async () => {
  const client = await zellij.client(1);
  client.draw('a');
  client.draw('\u001b]0;ao | make\u0007');
  expect((await sees(2))[1]).toBe('data 0 \u001b]0;make\u0007');
});

test('a question of the program is answered with nothing, so that zellij answers it once for all viewers', async () => {
  const client = await zellij.client(1);
  client.send(SERVER_SAYS.query(7));
  await eventually(() => client.said.includes(19));
  expect(seen()).toEqual([]);
});

test('a short pause loses nothing, keeps the order and needs no new connection', async () => {
  const client = await zellij.client(1);
  client.draw('p');
  await sees(1);
  viewer.pause();
  client.draw('one');
  client.draw('two');
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(seen()).toEqual(['snapshot 0 <before>p']);
  viewer.resume();
  expect(await sees(3)).toEqual(['snapshot 0 <before>p', 'data 0 one', 'data 3 two']);
  expect(zellij.clients.length).toBe(1);
});

test('a long pause lets go of zellij, which would keep everything in its memory, and goes on with a whole picture', async () => {
  const first = await zellij.client(1);
  first.draw('p');
  await sees(1);
  viewer.pause();
  await clock.advance(1_000);
  await eventually(() => first.isGone());
  viewer.resume();
  const second = await zellij.client(2);
  second.draw('anew');
  expect(await sees(2)).toEqual(['snapshot 0 <before>p', 'data 0 anew']);
});

test('a viewer that goes on, stops and goes on again before zellij has answered is one client, and draws everything once', async () => {
  const first = await zellij.client(1);
  first.draw('p');
  await sees(1);
  viewer.pause();
  await clock.advance(1_000);
  await eventually(() => first.isGone());
  viewer.resume();
  viewer.pause();
  viewer.resume();
  await zellij.client(2);
  await new Promise((resolve) => setTimeout(resolve, 50));
  for (const client of zellij.clients.slice(1)) if (!client.isGone()) client.draw('anew');
  await sees(2);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(seen()).toEqual(['snapshot 0 <before>p', 'data 0 anew']);
  expect(zellij.clients.filter((client) => !client.isGone()).length).toBe(1);
});

test('a viewer that stops while it comes back, and goes on, is shown the terminal', async () => {
  const first = await zellij.client(1);
  first.draw('p');
  await sees(1);
  viewer.pause();
  await clock.advance(1_000);
  await eventually(() => first.isGone());
  viewer.resume();
  viewer.pause();
  await zellij.client(2);
  await new Promise((resolve) => setTimeout(resolve, 50));
  viewer.resume();
  await new Promise((resolve) => setTimeout(resolve, 50));
  const live = zellij.clients.filter((client) => !client.isGone());
  expect(live.length).toBe(1);
  live[0]?.draw('anew');
  expect((await sees(2)).at(-1)).toBe('data 0 anew');
});

test('an end is told once, behind all that came before it', async () => {
  const client = await zellij.client(1);
  client.draw('p');
  client.draw('last words');
  client.send(SERVER_SAYS.exit());
  ending.resolve(EXIT);
  expect(await sees(3)).toEqual(['snapshot 0 <before>p', 'data 0 last words', 'exit']);
  expect(told).toEqual(['closed']);
});

test('an end that comes while the viewer is paused, and again while it looks for it, is told once', async () => {
  const client = await zellij.client(1);
  client.draw('p');
  await sees(1);
  client.hangUp();
  await eventually(() => client.isGone());
  await zellij.close();
  await new Promise((resolve) => setTimeout(resolve, 20));
  viewer.pause();
  viewer.resume();
  await new Promise((resolve) => setTimeout(resolve, 50));
  viewer.pause();
  ending.resolve(EXIT);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(seen()).toEqual(['snapshot 0 <before>p']);
  viewer.resume();
  expect(await sees(2)).toEqual(['snapshot 0 <before>p', 'exit']);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(seen()).toEqual(['snapshot 0 <before>p', 'exit']);
  expect(told).toEqual(['closed']);
});

test('a connection that is lost while the program runs on is told, with what was wrong', async () => {
  const client = await zellij.client(1);
  client.draw('p');
  await sees(1);
  client.sendRaw(Buffer.from('HTTP/1.1 400 Bad Request\r\n'));
  ending.resolve(null);
  await eventually(() => told.length === 2);
  expect(told[0]).toBe('closed');
  expect(told[1]).toMatch(/lost: zellij says what is not understood/);
  expect(seen()).toEqual(['snapshot 0 <before>p']);
});

test('a viewer whose end cannot be found out is told that it was lost, not that the program ended', async () => {
  const client = await zellij.client(1);
  client.hangUp();
  ending.reject(new Error('the folder cannot be read'));
  await eventually(() => told.length === 2);
  expect(told).toEqual(['closed', 'lost: the folder cannot be read']);
  expect(seen()).toEqual([]);
});

test('a new size reaches zellij and the viewer, also one that came while it was paused', async () => {
  const client = await zellij.client(1);
  client.draw('p');
  await sees(1);
  viewer.resize({ columns: 100, rows: 30 });
  await eventually(() => client.said.includes(6));
  viewer.pause();
  viewer.resize({ columns: 50, rows: 10 });
  expect(frames.length).toBe(2);
  viewer.resume();
  expect((await sees(3)).slice(1)).toEqual(['size', 'size']);
  expect(frames.at(-1)).toEqual({ type: 'size', size: { columns: 50, rows: 10 } });
});

test('nothing comes after closing, which may be done twice and in the middle of a frame', async () => {
  const client = await zellij.client(1);
  client.draw('p');
  await sees(1);
  viewer.pause();
  client.draw('held');
  viewer.close();
  viewer.close();
  viewer.resume();
  viewer.pause();
  await eventually(() => client.isGone());
  expect(seen()).toEqual(['snapshot 0 <before>p']);
  expect(told).toEqual(['closed']);
});
