import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeClock, createRecordingLogger, type FakeClock } from '@ao/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LogReader } from '../output/log-reader.ts';
import { createOutputSource, type OutputSource } from '../output/output-source.ts';
import { readCheckpoint } from './screen-checkpoint.ts';
import { createTerminalScreen, type TerminalScreen } from './terminal-screen.ts';

let directory = '';
let output = Buffer.alloc(0);
let oldest = 0;
let clock: FakeClock;
let source: OutputSource;
let active: boolean[] = [];
let replies: string[] = [];
let answeredByViewer = false;
let logger = createRecordingLogger();

const log: LogReader = {
  read: async (fromOffset, maxBytes) => {
    const offset = Math.max(fromOffset, oldest);
    return { bytes: output.subarray(offset, offset + maxBytes), offset: offset < output.length ? offset : fromOffset };
  },
  extent: async () => ({ oldestOffset: oldest, endOffset: output.length }),
};

function open(): TerminalScreen {
  source = createOutputSource({ directory, log, clock, askStatus: async () => null });
  return createTerminalScreen({
    directory,
    source,
    clock,
    logger,
    isAnswered: () => answeredByViewer,
    onReply: (reply) => replies.push(reply),
    onActive: (isActive) => active.push(isActive),
  });
}

function print(text: string): void {
  const bytes = Buffer.from(text);
  const offset = output.length;
  output = Buffer.concat([output, bytes]);
  source.pushLive(offset, bytes);
}

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ao-screen-'));
  writeFileSync(join(directory, 'resizes'), '0 30 4\n');
  output = Buffer.alloc(0);
  oldest = 0;
  clock = createFakeClock();
  active = [];
  replies = [];
  answeredByViewer = false;
  logger = createRecordingLogger();
});
afterEach(() => rmSync(directory, { recursive: true }));

const firstLine = async (screen: TerminalScreen) => (await screen.read()).lines[0];

test('is built when someone looks, follows the output, and is let go of when nobody has looked for a minute', async () => {
  output = Buffer.from('from the log');
  const screen = open();
  expect(active).toEqual([]);
  expect(await screen.read()).toMatchObject({
    lines: ['from the log', '', '', ''],
    offset: 12,
    exact: true,
    size: { columns: 30, rows: 4 },
  });
  expect(active).toEqual([true]);
  source.startLive(output.length);
  print(', live');
  expect(await firstLine(screen)).toBe('from the log, live');
  await clock.advance(59_000);
  expect(await firstLine(screen)).toBe('from the log, live');
  await clock.advance(61_000);
  expect(active).toEqual([true, false]);
  expect(await firstLine(screen)).toBe('from the log, live');
  expect(active).toEqual([true, false, true]);
  await screen.close();
});

test('little output is drawn again next time, much is stored as a picture', async () => {
  output = Buffer.from('little');
  const first = open();
  await first.read();
  await first.close();
  expect(await readCheckpoint(directory)).toBeNull();
  output = Buffer.from(`${'x'.repeat(29)}\r\n`.repeat(10_000));
  const second = open();
  await second.read();
  await second.close();
  expect(await readCheckpoint(directory)).toMatchObject({ offset: 310_000, exact: true, size: { columns: 30, rows: 4 } });
  // All that was drawn is gone from the log; the picture goes on.
  oldest = 310_000;
  output = Buffer.concat([output, Buffer.from('after')]);
  const third = open();
  expect(await third.read()).toMatchObject({ lines: ['x'.repeat(29), 'x'.repeat(29), 'x'.repeat(29), 'after'], exact: true });
  await third.close();
});

test('what the log is about to drop is drawn and stored, and nothing is held for it afterwards', async () => {
  output = Buffer.from('\x1b[?2004hsoon gone, ');
  const screen = open();
  await screen.saveBefore(output.length);
  expect(active).toEqual([true]);
  await clock.advance(1_100);
  await expect.poll(() => active).toEqual([true, false]);
  expect(await readCheckpoint(directory)).toMatchObject({ offset: output.length });
  await screen.saveBefore(output.length - 3);
  expect(active).toEqual([true, false]);
  oldest = output.length;
  output = Buffer.concat([output, Buffer.from('still right')]);
  expect(await screen.read()).toMatchObject({ lines: ['soon gone, still right', '', '', ''], bracketedPaste: true, exact: true });
  await screen.close();
});

test('in a flood not every segment is worth a picture, but none is lost when the emulator goes', async () => {
  const screen = open();
  source.startLive(0);
  for (let segment = 1; segment <= 4; segment += 1) {
    print(`segment ${segment}\r\n`);
    await screen.saveBefore(output.length);
    await clock.advance(300);
  }
  expect(active).toEqual([true]);
  expect(await readCheckpoint(directory)).toMatchObject({ offset: 11 });
  await clock.advance(1_100);
  await expect.poll(() => active).toEqual([true, false]);
  expect(await readCheckpoint(directory)).toMatchObject({ offset: 44 });
  await screen.close();
});

test('a burst is drawn a little at a time while nobody needs the picture, and at once when somebody does', async () => {
  const line = `${'x'.repeat(28)}\r\n`;
  const screen = open();
  source.startLive(0);
  await screen.read();
  let asked = 0;
  const next = source.next;
  source.next = (place, maxBytes) => {
    asked = place.offset;
    return next(place, maxBytes);
  };
  print(line.repeat(10_000));
  await clock.advance(20);
  await new Promise(setImmediate);
  expect(asked).toBeLessThan(100_000);
  expect(await screen.read()).toMatchObject({ offset: 300_000, lines: ['x'.repeat(28), 'x'.repeat(28), 'x'.repeat(28), ''] });
  await screen.close();
});

test('much that is not drawn yet is drawn without rests', async () => {
  const screen = open();
  source.startLive(0);
  await screen.read();
  output = Buffer.from(`${'y'.repeat(28)}\r\n`.repeat(100_000));
  source.pushLive(0, output);
  let place = 0;
  const next = source.next;
  source.next = (from, maxBytes) => {
    place = from.offset;
    return next(from, maxBytes);
  };
  await expect.poll(() => place).toBeGreaterThan(output.length - 2.1 * 1024 * 1024);
  await screen.close();
});

test('a screen that others look at stays when it was also stored', async () => {
  output = Buffer.from('text');
  const screen = open();
  await screen.read();
  await screen.saveBefore(4);
  expect(active).toEqual([true]);
  await screen.close();
});

test('lost output makes the screen inexact, and that is remembered', async () => {
  output = Buffer.from(`lost${'y'.repeat(300_000)}`);
  oldest = 100;
  const screen = open();
  expect(await screen.read()).toMatchObject({ exact: false });
  await screen.close();
  expect(await readCheckpoint(directory)).toMatchObject({ exact: false });
  expect(await open().read()).toMatchObject({ exact: false });
  expect(logger.lines.some(({ message }) => message.includes('lost'))).toBe(true);
});

test('sizes are applied where they belong', async () => {
  writeFileSync(join(directory, 'resizes'), '0 30 4\n5 10 2\n');
  output = Buffer.from('12345\r\n6');
  const screen = open();
  expect(await screen.read()).toMatchObject({ size: { columns: 10, rows: 2 }, lines: ['12345', '6'] });
  source.startLive(output.length);
  source.pushSize({ offset: output.length, size: { columns: 5, rows: 3 } });
  print('7');
  expect(await screen.read()).toMatchObject({ size: { columns: 5, rows: 3 }, lines: ['12345', '67', ''] });
  await screen.close();
});

test('only the questions that are to be answered are, and only while no viewer sees them', async () => {
  const screen = open();
  source.startLive(0);
  print('\x1b[6n');
  await screen.read();
  expect(replies).toEqual([]);
  screen.answer(6, 4);
  print('ab');
  print('\x1b[6n\x1b[5n');
  await screen.read();
  expect(replies).toEqual(['\x1b[1;3R']);
  answeredByViewer = true;
  screen.answer(output.length, 4);
  print('\x1b[6n');
  await screen.read();
  expect(replies).toHaveLength(1);
  await screen.close();
});

test('a question that was asked before anybody looked is answered from the log', async () => {
  output = Buffer.from('ab\x1b[6n');
  const screen = open();
  screen.answer(2, 4);
  await expect.poll(() => replies).toEqual(['\x1b[1;3R']);
  await screen.close();
});

test('a question that is announced only after it was drawn is answered all the same, once, and not where a viewer sees it', async () => {
  output = Buffer.from('ab\x1b[6n');
  const screen = open();
  await screen.read();
  screen.answer(2, 4);
  await expect.poll(() => replies).toEqual(['\x1b[1;3R']);
  answeredByViewer = true;
  screen.answer(2, 4);
  source.startLive(output.length);
  print('cd');
  expect(await screen.read()).toMatchObject({ lines: ['abcd', '', '', ''], offset: 8, cursor: { row: 0, column: 4 } });
  expect(replies).toHaveLength(1);
  await screen.close();
});

test('a late question is not mixed into a sequence of which only a part has come', async () => {
  output = Buffer.from('ab\x1b[6n\x1b[3');
  const screen = open();
  await screen.read();
  screen.answer(2, 4);
  await expect.poll(() => logger.lines.some(({ message }) => message.includes('too late'))).toBe(true);
  source.startLive(output.length);
  print('Ccd');
  expect(await screen.read()).toMatchObject({ lines: ['ab   cd', '', '', ''] });
  expect(replies).toEqual([]);
  await screen.close();
});

test('a picture comes with the place where it goes on, behind the sizes that were applied', async () => {
  writeFileSync(join(directory, 'resizes'), '0 30 4\n4 10 2\n');
  output = Buffer.from('text');
  const screen = open();
  expect(await screen.snapshot(100)).toMatchObject({ offset: 4, size: { columns: 10, rows: 2 }, place: { offset: 4, sizeIndex: 2 } });
  await screen.close();
});
