import { EventEmitter } from 'node:events';
import { beforeEach, expect, test } from 'vitest';
import { takeLocalTerminal, type TerminalOwner } from './local-terminal.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

interface FakeOwner extends EventEmitter {
  readonly stdin: EventEmitter & { raw: boolean; flowing: boolean };
  readonly stdout: EventEmitter & { written: string; takes: boolean; columns: number; rows: number };
}

let owner: FakeOwner;
let typed: Uint8Array[];
let resizes: number;

beforeEach(() => {
  typed = [];
  resizes = 0;
  const stdin = Object.assign(new EventEmitter(), {
    raw: false,
    flowing: false,
    setRawMode: (raw: boolean) => void (stdin.raw = raw),
    resume: () => void (stdin.flowing = true),
    pause: () => void (stdin.flowing = false),
  });
  const stdout = Object.assign(new EventEmitter(), {
    written: '',
    takes: true,
    columns: 80,
    rows: 5,
    write(data: string | Uint8Array) {
      stdout.written += typeof data === 'string' ? data : new TextDecoder().decode(data);
      return stdout.takes;
    },
  });
  owner = Object.assign(new EventEmitter(), { stdin, stdout });
});

const take = () =>
  takeLocalTerminal({ onInput: (data) => void typed.push(data), onResize: () => void (resizes += 1) }, owner as unknown as TerminalOwner);

/** What is written while something is done. */
async function written(what: () => unknown): Promise<string> {
  owner.stdout.written = '';
  await what();
  return owner.stdout.written;
}

test('keys come unchanged while it is taken, and not afterwards', () => {
  const terminal = take();
  expect(owner.stdin).toMatchObject({ raw: true, flowing: true });
  owner.stdin.emit('data', bytes('\u0003'));
  owner.stdout.emit('resize');
  terminal.release();
  owner.stdin.emit('data', bytes('x'));
  owner.stdout.emit('resize');
  expect(owner.stdin).toMatchObject({ raw: false, flowing: false });
  expect(typed).toEqual([bytes('\u0003')]);
  expect(resizes).toBe(1);
});

test('what was on the screen goes into the scrollback, once', async () => {
  const terminal = take();
  expect(await written(() => terminal.redraw(bytes('picture')))).toContain('\n\n\n\n\n\u001b[H\u001b[2Jpicture');
  expect(await written(() => terminal.redraw(bytes('again')))).not.toContain('\n');
});

test('left over a picture, the shell goes on below it; after the end of the program, where that ended', async () => {
  const terminal = take();
  await terminal.redraw(bytes('picture'));
  expect(await written(() => terminal.release())).toContain('\u001b[5;1H\r\n');
  const other = take();
  await other.redraw(bytes('picture'));
  other.endHere();
  const text = await written(() => other.release());
  expect(text).toContain('\r\n\u001b[J');
  expect(text).not.toContain('\u001b[5;1H');
});

test('the alternate screen is left when it is on, and only then', async () => {
  const plain = take();
  await plain.draw(bytes('text'));
  expect(await written(() => plain.release())).not.toContain('\u001b[?1049l');
  const full = take();
  await full.draw(bytes('\u001b[?1049hfull screen'));
  expect(await written(() => full.release())).toContain('\u001b[?1049l');
});

test('mouse, paste, focus and keyboard modes end with it, and the title is given back; once, however often', async () => {
  const terminal = take();
  const text = await written(() => terminal.release());
  for (const mode of ['?1000l', '?1003l', '?1006l', '?2004l', '?1004l', '<u', '!p', '?25h', '23;0t'])
    expect(text).toContain(`\u001b[${mode}`);
  expect(await written(() => terminal.release())).toBe('');
});

test('it is given back when the process ends', async () => {
  take();
  expect(await written(() => owner.emit('exit'))).toContain('\u001b[?25h');
  expect(owner.stdin.raw).toBe(false);
});

test('drawing waits for a terminal that is slow', async () => {
  const terminal = take();
  owner.stdout.takes = false;
  let isDrawn = false;
  const drawing = terminal.draw(bytes('much')).then(() => (isDrawn = true));
  await Promise.resolve();
  expect(isDrawn).toBe(false);
  owner.stdout.emit('drain');
  await drawing;
});

test.each([
  [80, 24, { columns: 80, rows: 24 }],
  [0, 0, { columns: 80, rows: 24 }],
  [5000, 5000, { columns: 1000, rows: 1000 }],
])('a terminal of %i by %i counts as %j', (columns, rows, size) => {
  Object.assign(owner.stdout, { columns, rows });
  expect(take().size()).toEqual(size);
});
