import assert from 'node:assert/strict';
import type { RuntimeHandle } from '@ao/domain';
import type { RuntimeV1, ScreenSnapshot } from '@ao/ports';
import type { RuntimeCase } from './runtime-case.ts';
import { allOutput, ended, eventually, outputWith } from './runtime-expectations.ts';

const needs = ['programs'] as const;

function screenWith(runtime: RuntimeV1, handle: RuntimeHandle, isSo: (screen: ScreenSnapshot) => boolean): Promise<ScreenSnapshot> {
  return eventually('the screen', () => runtime.screen(handle), isSo);
}

/** What goes in and out of a terminal, and what it looks like. */
export const screenCases: readonly RuntimeCase[] = [
  {
    name: 'the screen is what the program drew: text, cursor, title',
    needs,
    async run({ runtime, run }) {
      const { handle } = await run(`printf '\\033]2;a title\\007plain\\r\\n\\033[31;1mred\\033[0m \\033[5;10Hthere'; exec sleep 600`, {
        size: { columns: 40, rows: 8 },
      });
      const { lines, size, cursor, title } = await screenWith(runtime, handle, (screen) =>
        screen.lines.some((line) => line.includes('there')),
      );
      assert.deepEqual(
        { lines, size, cursor, title },
        {
          lines: ['plain', 'red', '', '', '         there', '', '', ''],
          size: { columns: 40, rows: 8 },
          cursor: { row: 4, column: 14, visible: true },
          title: 'a title',
        },
      );
    },
  },
  {
    name: 'the screen tells the modes of the terminal',
    needs: ['programs', 'screen_modes'],
    async run({ runtime, run }) {
      const { handle } = await run(
        `printf '\\033]2;a title\\007plain\\r\\n\\033[31;1mred\\033[0m \\033[5;10Hthere\\033[?2004h\\033[?25l'; exec sleep 600`,
        { size: { columns: 40, rows: 8 } },
      );
      const screen = await screenWith(runtime, handle, ({ lines }) => lines.some((line) => line.includes('there')));
      const { lastOutputAt, offset, ...rest } = screen;
      assert.deepEqual(rest, {
        lines: ['plain', 'red', '', '', '         there', '', '', ''],
        size: { columns: 40, rows: 8 },
        cursor: { row: 4, column: 14, visible: false },
        title: 'a title',
        alternateScreen: false,
        bracketedPaste: true,
        exact: true,
      });
      assert.ok(Math.abs((lastOutputAt ?? 0) - Date.now()) < 60_000);
      assert.equal(offset, (await runtime.output?.(handle, 0, 1))?.endOffset ?? 0);
    },
  },
  {
    name: 'the alternate screen is known while it is in use',
    needs: ['programs', 'screen_modes'],
    async run({ runtime, run }) {
      const { handle } = await run(`printf '\\033[?1049h\\033[Hinside'; exec sleep 600`);
      const inside = await screenWith(runtime, handle, ({ lines }) => lines[0] === 'inside');
      assert.equal(inside.alternateScreen, true);
    },
  },
  {
    name: 'the alternate screen comes and goes without harming the other one',
    needs,
    async run({ runtime, run }) {
      const { handle } = await run(
        `echo before; printf '\\033[?1049h\\033[Hinside'; read x; printf '\\033[?1049l'; echo after; exec sleep 600`,
      );
      await screenWith(runtime, handle, ({ lines }) => lines[0] === 'inside');
      await runtime.write(handle, Buffer.from('\r'));
      const after = await screenWith(runtime, handle, ({ lines }) => lines.includes('after'));
      assert.deepEqual({ alternate: after.alternateScreen, first: after.lines[0] }, { alternate: false, first: 'before' });
    },
  },
  {
    name: 'lines reach back above the screen, oldest first',
    needs,
    async run({ runtime, run }) {
      const { handle } = await run('i=0; while [ $i -lt 200 ]; do echo "line $i"; i=$((i+1)); done; echo end; exec sleep 600', {
        size: { columns: 30, rows: 6 },
      });
      await outputWith(runtime, handle, 'end');
      const lines = await runtime.lines(handle, 100);
      assert.equal(lines.length, 100);
      assert.deepEqual([lines[0], lines[98], lines[99]], ['line 101', 'line 199', 'end']);
    },
  },
  {
    name: 'a program sees its size, and is told when it changes',
    needs,
    async run({ runtime, run }) {
      const { handle } = await run(`trap 'stty size' WINCH; stty size; echo ready; while :; do sleep 0.05; done`, {
        size: { columns: 91, rows: 17 },
      });
      await outputWith(runtime, handle, 'ready');
      assert.match(await allOutput(runtime, handle), /17 91/);
      await runtime.resize(handle, { columns: 63, rows: 12 });
      await outputWith(runtime, handle, '12 63');
      const screen = await runtime.screen(handle);
      assert.deepEqual(screen.size, { columns: 63, rows: 12 });
      assert.equal(screen.lines.length, 12);
    },
  },
  {
    name: 'output is kept byte for byte, also what is no text at all',
    needs: ['programs', 'output_history'],
    async run({ runtime, run }) {
      const { handle } = await run(`stty raw; printf '\\000\\001\\033[31mx\\200\\377\\303(\\360\\237\\n\\033]0;t\\007\\r'; exec sleep 600`);
      const expected = '\x00\x01\x1b[31mx\x80\xff\xc3(\xf0\x9f\n\x1b]0;t\x07\r';
      await outputWith(runtime, handle, expected);
      assert.ok(runtime.output !== undefined, 'a runtime without it lacks "output_history"');
      const slice = await runtime.output(handle, 2, 5);
      assert.deepEqual(
        { text: Buffer.from(slice.bytes).toString('latin1'), offset: slice.offset, endOffset: slice.endOffset },
        { text: '\x1b[31m', offset: 2, endOffset: expected.length },
      );
      const behind = await runtime.output(handle, 1_000, 10);
      assert.deepEqual({ length: behind.bytes.length, endOffset: behind.endOffset }, { length: 0, endOffset: expected.length });
    },
  },
  {
    name: 'the last screen stays after the end',
    needs,
    async run({ runtime, run, reopen }) {
      const { handle } = await run(`stty -echo; printf 'last words'; read end; exit 1`, { size: { columns: 50, rows: 5 } });
      await outputWith(runtime, handle, 'last words');
      await runtime.write(handle, Buffer.from('\r'));
      await ended(runtime, handle);
      assert.equal((await runtime.screen(handle)).lines[0], 'last words');
      const next = await reopen();
      const screen = await next.screen(handle);
      assert.deepEqual(
        { line: screen.lines[0], size: screen.size, exact: screen.exact },
        { line: 'last words', size: { columns: 50, rows: 5 }, exact: true },
      );
    },
  },
];
