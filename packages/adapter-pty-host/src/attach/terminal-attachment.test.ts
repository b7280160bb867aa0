import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AttachmentFrame, AttachRequest } from '@ao/ports';
import { createFakeClock } from '@ao/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LogReader } from '../output/log-reader.ts';
import { createOutputSource, type OutputSource } from '../output/output-source.ts';
import type { TerminalScreen } from '../screen/terminal-screen.ts';
import { attachToTerminal, type TerminalAttachment } from './terminal-attachment.ts';

const SIZE = { columns: 80, rows: 24 };

let directory = '';
let output = '';
let oldest = 0;
let source: OutputSource;
let frames: AttachmentFrame[] = [];
let lost: string[] = [];
let closings = 0;
let pictures = 0;
let failure: Error | null = null;

const log: LogReader = {
  read: async (fromOffset, maxBytes) => {
    const offset = Math.max(fromOffset, oldest);
    return { bytes: Buffer.from(output.slice(offset, offset + maxBytes)), offset: offset < output.length ? offset : fromOffset };
  },
  extent: async () => ({ oldestOffset: oldest, endOffset: output.length }),
};
const screen = {
  async snapshot() {
    if (failure !== null) throw failure;
    pictures += 1;
    return { bytes: Buffer.from(`picture ${pictures}`), offset: output.length, size: SIZE, place: source.placeAt(output.length) };
  },
} as unknown as TerminalScreen;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ao-attach-'));
  writeFileSync(join(directory, 'resizes'), '0 80 24\n');
  output = 'history';
  oldest = 0;
  frames = [];
  lost = [];
  closings = 0;
  pictures = 0;
  failure = null;
  source = createOutputSource({ directory, log, clock: createFakeClock(), askStatus: async () => null });
  source.startLive(output.length);
});
afterEach(() => rmSync(directory, { recursive: true }));

function attach(request: Partial<AttachRequest> = {}): TerminalAttachment {
  return attachToTerminal({
    request: { onFrame: (frame) => frames.push(frame), onLost: (error) => lost.push(error.message), ...request },
    source,
    log,
    screen,
    onClosed: () => void (closings += 1),
  });
}

function print(text: string): void {
  const offset = output.length;
  output += text;
  source.pushLive(offset, Buffer.from(text));
}

const seen = () =>
  frames.map((frame) => ('bytes' in frame ? `${frame.type} ${frame.offset} ${Buffer.from(frame.bytes).toString()}` : frame.type));
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

test('no frame comes before the caller has the attachment', async () => {
  const attachment = attach();
  expect(frames).toEqual([]);
  expect(attachment.followsFrom()).toBeNull();
  await expect.poll(seen).toEqual(['snapshot 7 picture 1']);
  expect(attachment.followsFrom()).toBe(7);
  print('!');
  expect(seen().at(-1)).toBe('data 7 !');
});

test('a paused viewer gets nothing, not even the picture that was being made, and a fresh one later', async () => {
  const attachment = attach();
  attachment.pause();
  await settled();
  expect(frames).toEqual([]);
  print(' goes on');
  attachment.resume();
  await expect.poll(seen).toEqual(['snapshot 15 picture 2']);
});

test('a viewer that paused for a little gets what it missed; one that missed much gets a picture', async () => {
  const attachment = attach();
  await expect.poll(() => frames.length).toBe(1);
  attachment.pause();
  print('abc');
  await settled();
  expect(frames).toHaveLength(1);
  attachment.resume();
  expect(seen().at(-1)).toBe('data 7 abc');
  attachment.pause();
  for (let piece = 0; piece < 20; piece += 1) print('x'.repeat(100_000));
  attachment.resume();
  await expect.poll(() => seen().at(-1)).toBe('snapshot 2000010 picture 2');
  expect(frames).toHaveLength(3);
});

test('a viewer may pause and resume from within a frame', async () => {
  let attachment: TerminalAttachment | null = null;
  const got: string[] = [];
  attachment = attach({
    onFrame(frame) {
      got.push(frame.type);
      attachment?.pause();
      attachment?.resume();
    },
  });
  await expect.poll(() => got).toEqual(['snapshot']);
  print('a');
  print('b');
  expect(got).toEqual(['snapshot', 'data', 'data']);
});

test.each([
  ['known', 3, ['data 3 tory']],
  ['the end', 7, []],
  ['in the future', 8, ['snapshot 7 picture 1']],
])('who resumes where the output is %s', async (_, resumeFrom, expected) => {
  attach({ resumeFrom });
  await settled();
  expect(seen()).toEqual(expected);
});

test('who resumes behind what was dropped gets a picture', async () => {
  oldest = 4;
  attach({ resumeFrom: 3 });
  await expect.poll(seen).toEqual(['snapshot 7 picture 1']);
});

test('what is lost on the way is made up for by a picture', async () => {
  attach();
  await expect.poll(() => frames.length).toBe(1);
  source.stopLive();
  output += 'x'.repeat(100);
  oldest = 50;
  source.startLive(output.length);
  await expect.poll(() => seen().at(-1)).toBe('snapshot 107 picture 2');
});

test('the end is told once, and closes the attachment', async () => {
  attach();
  await expect.poll(() => frames.length).toBe(1);
  source.finish({ type: 'exit', exit: { at: 1, code: 0, signal: null, evidence: 'exit_record' } }, output.length);
  await expect.poll(() => seen().at(-1)).toBe('exit');
  expect([closings, lost]).toEqual([1, []]);
});

test('a terminal that is lost is told by the reason, once', async () => {
  const attachment = attach();
  await expect.poll(() => frames.length).toBe(1);
  source.finish({ type: 'lost', error: new Error('the host died') }, null);
  await expect.poll(() => lost).toEqual(['the host died']);
  attachment.close();
  expect(closings).toBe(1);
});

test('a picture that cannot be made ends the attachment with the reason', async () => {
  failure = new Error('the log cannot be read');
  attach();
  await expect.poll(() => lost).toEqual(['the log cannot be read']);
  expect([closings, frames]).toEqual([1, []]);
});

test('nothing comes after closing, also when closed from within a frame or before the first', async () => {
  const early = attach();
  early.close();
  early.close();
  let attachment: TerminalAttachment | null = null;
  const got: string[] = [];
  attachment = attach({
    onFrame(frame) {
      got.push(frame.type);
      attachment?.close();
    },
  });
  await expect.poll(() => got).toEqual(['snapshot']);
  print('abc');
  await settled();
  expect(got).toEqual(['snapshot']);
  expect(frames).toEqual([]);
  expect(closings).toBe(2);
});
