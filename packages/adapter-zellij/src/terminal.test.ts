import { rm } from 'node:fs/promises';
import { createSystemClock } from '@ao/adapter-kit';
import type { AttachmentFrame, RuntimeAttachment } from '@ao/ports';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventually, type FakeZellij, openFakeZellij, SERVER_SAYS } from './__fixtures__/fake-zellij.ts';
import { type WrittenLaunch, writeLaunch } from './__fixtures__/written-launch.ts';
import { dumpScreenMessage, listPanesMessage } from './contract/client-messages.ts';
import { readFields } from './contract/protobuf-reader.ts';
import { createTerminal, type Terminal } from './terminal.ts';

const clock = createSystemClock();
const PANE = {
  id: 0,
  is_plugin: false,
  title: 'a title',
  pane_content_rows: 4,
  pane_content_columns: 20,
  cursor_coordinates_in_pane: [3, 1],
};
const SCREEN = 'two\nthree  \n\n';
const HISTORY = '\u001b[31mone\u001b[m\ntwo\nthree\n\n';

let zellij: FakeZellij;
let launch: WrittenLaunch;
let terminal: Terminal;
let frames: AttachmentFrame[] = [];
let lost: string[] = [];
let answers: Map<string, string>;

beforeEach(async () => {
  frames = [];
  lost = [];
  answers = new Map([
    [listPanesMessage().toString('hex'), JSON.stringify([PANE])],
    [dumpScreenMessage(0, { scrollback: false, ansi: false }).toString('hex'), SCREEN],
    [dumpScreenMessage(0, { scrollback: true, ansi: true }).toString('hex'), HISTORY],
    [dumpScreenMessage(0, { scrollback: true, ansi: false }).toString('hex'), 'one\ntwo\nthree\n\n'],
  ]);
  zellij = await openFakeZellij((client, message) => {
    const answer = answers.get(message.toString('hex'));
    if (answer !== undefined) client.send(SERVER_SAYS.answer(...answer.split('\n')));
    else if (readFields(message)[0]?.field === 9) client.send(SERVER_SAYS.done());
  });
  launch = await writeLaunch(zellij.socketPath);
  terminal = createTerminal({ location: launch.location, clock });
});
afterEach(async () => {
  terminal.close();
  await zellij.close();
  await launch.remove();
});

const attach = (scrollbackLines?: number): Promise<RuntimeAttachment> =>
  terminal.attach({ scrollbackLines, onFrame: (frame) => frames.push(frame), onLost: (error) => lost.push(error.message) });

const text = (frame: AttachmentFrame | undefined) => (frame !== undefined && 'bytes' in frame ? Buffer.from(frame.bytes).toString() : '');

async function keepLastPicture(): Promise<void> {
  await launch.write('lastPanes', JSON.stringify([PANE]));
  await launch.write('lastScreen', SCREEN);
  await launch.write('lastHistory', HISTORY);
  await launch.write('kept', '');
}

describe('while the program runs', () => {
  test('its screen is what zellij shows, with size, cursor and title', async () => {
    expect(await terminal.screen()).toMatchObject({
      lines: ['two', 'three', '', ''],
      size: { columns: 20, rows: 4 },
      cursor: { row: 1, column: 3, visible: true },
      title: 'a title',
      exact: true,
    });
    expect(await terminal.lines(2)).toEqual(['two', 'three']);
    expect(await terminal.lines(10)).toEqual(['one', 'two', 'three']);
  });

  test('a viewer gets what is above the screen, then what zellij draws', async () => {
    const attachment = await attach();
    await eventually(() => zellij.clients.some(({ said }) => said.includes(8)));
    const viewer = zellij.clients.find(({ said }) => said.includes(8));
    viewer?.draw('drawn');
    await eventually(() => frames.length === 1);
    expect(text(frames[0])).toContain('one');
    expect(text(frames[0]).endsWith('drawn')).toBe(true);
    attachment.close();
    await eventually(() => viewer?.isGone() === true);
  });

  test('a viewer that wants no scrollback gets none', async () => {
    await attach(0);
    await eventually(() => zellij.clients.some(({ said }) => said.includes(8)));
    zellij.clients.find(({ said }) => said.includes(8))?.draw('drawn');
    await eventually(() => frames.length === 1);
    expect(text(frames[0])).not.toContain('one');
  });

  test('a pane that is not shown is no reason to call the program ended', async () => {
    answers.set(listPanesMessage().toString('hex'), '[]');
    await expect(terminal.screen()).rejects.toMatchObject({ code: 'RUNTIME_UNAVAILABLE' });
    await expect(attach()).rejects.toMatchObject({ code: 'RUNTIME_UNAVAILABLE' });
  });

  test('an answer that is not understood is told as that', async () => {
    answers.set(listPanesMessage().toString('hex'), 'warning: something else');
    await expect(terminal.screen()).rejects.toMatchObject({ code: 'RUNTIME_PROTOCOL' });
  });

  test('writes go one after the other, in their order', async () => {
    await Promise.all(['one', 'two', 'three'].map((word) => terminal.write(Buffer.from(word))));
    const typed = zellij.clients.flatMap(({ messages }) => messages.map(String)).join(' ');
    expect(typed.indexOf('one')).toBeLessThan(typed.indexOf('two'));
    expect(typed.indexOf('two')).toBeLessThan(typed.indexOf('three'));
  });

  test('a write that failed does not hold up the next', async () => {
    await zellij.close();
    await expect(terminal.write(Buffer.from('x'))).rejects.toMatchObject({ code: 'RUNTIME_UNAVAILABLE' });
    await launch.end('0 exit\n');
    await expect(terminal.write(Buffer.from('x'))).rejects.toMatchObject({ code: 'RUNTIME_GONE' });
  });
});

describe('when the program has ended', () => {
  test('its last screen is what was kept, and is complete', async () => {
    await keepLastPicture();
    await launch.end('3 exit\n');
    expect(await terminal.screen()).toMatchObject({
      lines: ['two', 'three', '', ''],
      title: 'a title',
      bracketedPaste: false,
      exact: true,
    });
    expect(await terminal.lines(10)).toEqual(['one', 'two', 'three']);
  });

  test('a viewer gets the last picture and then the end, once, and not before it can hold them', async () => {
    await keepLastPicture();
    await launch.end('3 exit\n');
    const attachment = await attach();
    await eventually(() => frames.length === 2);
    expect(frames.map(({ type }) => type)).toEqual(['snapshot', 'exit']);
    expect(text(frames[0])).toContain('three');
    expect(frames[1]).toMatchObject({ exit: { code: 3, evidence: 'exit_record' } });
    attachment.resume();
    attachment.close();
    expect([frames.length, lost]).toEqual([2, []]);
  });

  test('a viewer has its attachment before the first frame, can pause at it, and gets the end when it goes on', async () => {
    await keepLastPicture();
    await launch.end('0 exit\n');
    const attachment = await terminal.attach({
      onFrame(frame) {
        frames.push(frame);
        if (frame.type === 'snapshot') attachment.pause();
      },
      onLost: () => {},
    });
    await eventually(() => frames.length === 1);
    await clock.sleep(20);
    expect(frames.length).toBe(1);
    attachment.resume();
    expect(frames.map(({ type }) => type)).toEqual(['snapshot', 'exit']);
  });

  test.each([
    ['was cut off by a full disk', '[{"id":0,'],
    ['is of something else', '{}'],
    ['is empty', ''],
  ])('a last picture that %s is owned up to, and hides nothing that can be read', async (_, panes) => {
    await keepLastPicture();
    await launch.write('lastPanes', panes);
    await launch.end('0 exit\n');
    const screen = await terminal.screen();
    expect(screen).toMatchObject({ exact: false, size: { columns: 20, rows: 4 } });
    expect(screen.lines).toEqual(['two', 'three', '', '']);
    expect(await terminal.lines(10)).toEqual(['one', 'two', 'three']);
    await attach();
    await eventually(() => frames.length === 2);
    expect(text(frames[0])).toContain('three');
  });

  test('where no picture was kept, because zellij died first, the screen is empty and says so', async () => {
    await launch.kill();
    expect(await terminal.screen()).toMatchObject({ lines: ['', '', '', ''], exact: false });
    expect(await terminal.lines(5)).toEqual([]);
    await attach();
    await eventually(() => frames.length === 2);
    expect(frames[1]).toMatchObject({ type: 'exit', exit: { code: null, evidence: 'process_gone' } });
  });

  test('a size changes nothing any more, and nothing is typed', async () => {
    await launch.end('0 exit\n');
    await terminal.resize({ columns: 99, rows: 9 });
    expect((await terminal.screen()).size).toEqual({ columns: 20, rows: 4 });
    await expect(terminal.write(Buffer.from('x'))).rejects.toMatchObject({ code: 'RUNTIME_GONE' });
    expect(zellij.clients.length).toBe(0);
  });

  test('a program that ends in the middle of a question is answered from what was kept', async () => {
    await keepLastPicture();
    answers.clear();
    const looking = terminal.screen();
    await zellij.client(1);
    await launch.end('0 exit\n');
    await zellij.close();
    expect(await looking).toMatchObject({ lines: ['two', 'three', '', ''], exact: true });
  });
});

test('a terminal that was never created, or is forgotten, is gone for whatever is asked of it', async () => {
  await rm(launch.location.directory, { recursive: true });
  const asked = await Promise.allSettled([terminal.screen(), terminal.lines(1), terminal.write(Buffer.from('x')), attach()]);
  for (const answer of asked) expect.soft(answer).toMatchObject({ status: 'rejected', reason: { code: 'RUNTIME_GONE' } });
  await terminal.resize({ columns: 10, rows: 10 });
});
