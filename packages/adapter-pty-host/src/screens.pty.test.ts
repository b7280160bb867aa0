import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RuntimeHandle } from '@ao/domain';
import type { AttachmentFrame } from '@ao/ports';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPtyHome, outputOf, type PtyHome, until } from './__fixtures__/pty-home.ts';
import { createScreenEmulator, type ScreenEmulator } from './screen/screen-emulator.ts';
import { readCheckpoint } from './screen/screen-checkpoint.ts';

const SMALL_SEGMENTS = { segmentBytes: 128 * 1024, segmentCount: 4 };

let home: PtyHome;
beforeEach(async () => void (home = await createPtyHome(SMALL_SEGMENTS)));
afterEach(() => home.remove());

const printed = (handle: RuntimeHandle, text: string) =>
  until(
    async () => (await outputOf(home.runtime, handle)).toString('latin1'),
    (output) => output.includes(text),
  );

/** Prints more than the log holds. */
const much = (pause: string) =>
  `i=0; while [ $i -lt 12000 ]; do printf '\\033[3%dmline %d of much output, with words\\033[0m\\r\\n' $((i % 8)) $i; i=$((i+1)); [ $((i % 500)) -ne 0 ] || ${pause}; done; printf '\\033]2;all done\\007'`;
/** As fast as it can. */
const MUCH = much(':');
/** Slowly enough to be followed on a busy machine. */
const MUCH_SLOWLY = much('sleep 0.15');

test('a screen stays exact though the log has long dropped where it began, over restarts too', async () => {
  const { handle } = await home.run(`printf '\\033[?2004h\\033[5 q'; ${MUCH_SLOWLY}; exec sleep 600`);
  await printed(handle, 'all done');
  const screen = await home.runtime.screen(handle);
  expect(screen).toMatchObject({ exact: true, title: 'all done', bracketedPaste: true });
  expect(screen.lines.at(-2)).toBe('line 11999 of much output, with words');
  expect((await home.runtime.output(handle, 0, 1)).offset).toBeGreaterThan(0);
  const all = await home.runtime.lines(handle, 1000);
  await home.runtime.close();
  const next = home.open();
  // When it printed last is taken from the file now.
  expect(await next.screen(handle)).toEqual({ ...screen, lastOutputAt: expect.any(Number) });
  expect(await next.lines(handle, 1000)).toEqual(all);
});

test('output that was lost before anyone could draw it is owned up to', async () => {
  const { handle } = await home.run(`read x; ${MUCH}; exec sleep 600`);
  // Nobody follows while it prints.
  await home.runtime.write(handle, Buffer.from('\n'));
  await home.runtime.close();
  const next = home.open();
  await until(
    async () => (await outputOf(next, handle)).toString('latin1'),
    (output) => output.includes('all done'),
  );
  const screen = await next.screen(handle);
  expect(screen.exact).toBe(false);
  expect(screen.lines.at(-2)).toBe('line 11999 of much output, with words');
});

/** Draws what a viewer got, as a viewer does. */
function drawFrames(frames: readonly AttachmentFrame[]): ScreenEmulator {
  let copy = createScreenEmulator({ columns: 1, rows: 1 });
  for (const frame of frames) {
    if (frame.type === 'snapshot') {
      copy = createScreenEmulator(frame.size, frame.offset);
      copy.restore(frame);
    } else if (frame.type === 'size') copy.resize(frame.size);
    else if (frame.type === 'data') copy.feed(frame.bytes, frame.offset);
  }
  return copy;
}

test('a picture and what follows it give the same screen as all of the output', async () => {
  const { handle } = await home.run(
    `stty -echo; ${MUCH}; read x; printf '\\033[2;4HX\\033[31mred'; printf '\\033[5;1Hend of it'; exec sleep 600`,
  );
  await printed(handle, 'all done');
  const frames: AttachmentFrame[] = [];
  const viewer = await home.runtime.attach(handle, { onFrame: (frame) => frames.push(frame), onLost: () => {} });
  await until(
    () => frames.length,
    (count) => count > 0,
  );
  await home.runtime.resize(handle, { columns: 60, rows: 20 });
  await home.runtime.write(handle, Buffer.from('\n'));
  await until(
    () => home.runtime.screen(handle),
    ({ lines }) => lines.some((line) => line.startsWith('end of it')),
  );
  await until(
    () => drawFrames(frames).read().lines,
    (seen) => seen.some((line) => line.startsWith('end of it')),
  );
  viewer.close();
  const { lines, cursor, title } = await home.runtime.screen(handle);
  const copy = drawFrames(frames);
  expect(copy.read()).toMatchObject({ lines, cursor, title });
  expect(copy.size()).toEqual({ columns: 60, rows: 20 });
  expect(copy.lastLines(500)).toEqual(await home.runtime.lines(handle, 500));
});

test('a checkpoint that cannot be read costs nothing but the time to draw again', async () => {
  const { handle } = await home.run(`${MUCH}; exec sleep 600`);
  await printed(handle, 'all done');
  const screen = await home.runtime.screen(handle);
  await home.runtime.close();
  expect(await readCheckpoint(home.folderOf(handle))).not.toBeNull();
  await writeFile(join(home.folderOf(handle), 'screen.checkpoint'), '{"version":1,');
  const next = home.open();
  expect((await next.screen(handle)).lines).toEqual(screen.lines);
});

const ASK = (question: string) =>
  `stty raw -echo; printf 'ready'; read x 2>/dev/null || true; printf '${question}'; dd bs=1 count=6 2>/dev/null | od -An -c | tr -d ' \\n'; printf '|answered'; exec sleep 600`;

test('while nobody looks, the program gets answers to what it asks its terminal', async () => {
  const { handle } = await home.run(
    `stty raw -echo; printf '\\033[6n'; dd bs=1 count=6 2>/dev/null | od -An -c | tr -d ' \\n'; printf '|answered'; exec sleep 600`,
  );
  expect(await printed(handle, 'answered')).toContain('033[1;1R');
  const { handle: other } = await home.run(
    `stty raw -echo; printf '\\033]11;?\\007'; dd bs=1 count=24 2>/dev/null | od -An -c | tr -d ' \\n'; printf '|answered'; exec sleep 600`,
  );
  expect(await printed(other, 'answered')).toContain('rgb:0000/0000/0000');
});

test('a question is answered once: by the viewer when there is one that answers, and never again by a replay', async () => {
  const { handle } = await home.run(
    `stty raw -echo; printf 'ready'; dd bs=1 count=1 2>/dev/null; printf '\\033[6n'; dd bs=1 count=6 2>/dev/null | od -An -c | tr -d ' \\n'; printf '|answered'; exec cat -v`,
  );
  await printed(handle, 'ready');
  let seen = '';
  const viewer = await home.runtime.attach(handle, {
    onFrame: (frame) => void (seen += frame.type === 'data' ? Buffer.from(frame.bytes).toString('latin1') : frame.type),
    onLost: () => {},
  });
  await until(
    () => seen,
    (text) => text.includes('snapshot'),
  );
  await home.runtime.write(handle, Buffer.from('x'));
  await until(
    () => seen,
    (text) => text.includes('\x1b[6n'),
  );
  await home.runtime.write(handle, Buffer.from('\x1b[7;7R'));
  expect(await printed(handle, 'answered')).toContain('033[7;7R');
  viewer.close();
  // Drawn again from the log, by another daemon.
  await home.runtime.close();
  const next = home.open();
  await next.screen(handle);
  await next.write(handle, Buffer.from('last'));
  const output = await until(
    async () => (await outputOf(next, handle)).toString('latin1'),
    (text) => text.includes('last'),
  );
  expect(output.split('answered')[1]).toBe('last');
});

test('when the viewers do not answer, the runtime does', async () => {
  const { handle } = await home.run(ASK('\\033[6n'));
  await printed(handle, 'ready');
  const viewer = await home.runtime.attach(handle, { onFrame: () => {}, onLost: () => {}, answersQueries: false });
  await home.runtime.write(handle, Buffer.from('\n'));
  expect(await printed(handle, 'answered')).toContain('033[1;6R');
  viewer.close();
});

test('every byte there is, in any order, is drawn without harm', async () => {
  const { handle } = await home.run(`head -c 300000 /dev/urandom; printf '\\030\\033c\\033[2Jfine'; exec sleep 600`);
  await printed(handle, 'fine');
  const screen = await until(
    () => home.runtime.screen(handle),
    ({ lines }) => lines.some((line) => line.includes('fine')),
  );
  expect(screen.lines).toHaveLength(24);
  const checkpoint = await readFile(join(home.folderOf(handle), 'spec.json'), 'utf8');
  expect(checkpoint).not.toContain('PATH');
});
