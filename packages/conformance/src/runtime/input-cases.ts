import assert from 'node:assert/strict';
import { cksum } from './posix-checksum.ts';
import type { RuntimeCase } from './runtime-case.ts';
import { ended, outputWith } from './runtime-expectations.ts';

const needs = ['programs'] as const;

/** Reads a number of bytes as they come, and prints their checksum. */
const checksumOf = (count: number, before = '') => `stty raw -echo; ${before}echo ready; head -c ${count} | cksum; exec sleep 600`;

const PASTED = '\u001b[200~';
const PASTE_END = '\u001b[201~';

/** What goes into a terminal: bytes, keys and pastes. */
export const inputCases: readonly RuntimeCase[] = [
  {
    name: 'input arrives complete and in order, byte for byte',
    needs,
    async run({ runtime, run }) {
      const { handle } = await run('stty raw -echo; echo ready; head -c 1050000 | cksum; exec sleep 600');
      await outputWith(runtime, handle, 'ready');
      const bytes = Buffer.alloc(1_050_000, Buffer.from('paste \x00\x1b[200~\xff\xc3 end\n', 'latin1'));
      await Promise.all([
        runtime.write(handle, bytes.subarray(0, 10)),
        runtime.write(handle, bytes.subarray(10, 1_000_000)),
        runtime.write(handle, bytes.subarray(1_000_000)),
      ]);
      await outputWith(runtime, handle, `${cksum(bytes)} 1050000`);
    },
  },
  {
    name: 'a hundred writes at once arrive in the order they were made',
    needs,
    async run({ runtime, run }) {
      const { handle } = await run('stty raw -echo; echo ready; head -c 600 | cksum; exec sleep 600');
      await outputWith(runtime, handle, 'ready');
      const pieces = Array.from({ length: 100 }, (_, index) => Buffer.from(String(index).padStart(6, '0')));
      await Promise.all(pieces.map((piece) => runtime.write(handle, piece)));
      await outputWith(runtime, handle, `${cksum(Buffer.concat(pieces))} 600`);
    },
  },
  {
    name: 'a program that does not read holds nothing else up',
    needs,
    async run({ runtime, run }) {
      const { handle } = await run('stty raw -echo; echo ready; sleep 600');
      await outputWith(runtime, handle, 'ready');
      const written = runtime.write(handle, Buffer.alloc(1024 * 1024, 'x')).catch((error: unknown) => error);
      const startedAt = performance.now();
      const screen = await runtime.screen(handle);
      assert.equal(screen.lines[0], 'ready');
      assert.ok(performance.now() - startedAt < 3_000);
      await runtime.destroy(handle, { graceMs: 1_000 });
      await written;
    },
  },
  {
    name: 'text that looks like an option, a command or a format is text',
    needs,
    async run({ runtime, run }) {
      const hostile = [
        '--help',
        '-t other',
        '--',
        '-',
        '; kill-server',
        '#{pane_id} #(touch here)',
        '$(touch here) `id` $HOME',
        '\'"\\ quotes',
        '%output %0 text',
        'Enter',
        'C-c',
        '~.',
        'ünïcödé 漢字 🙂 e\u0301',
        '   ',
        '\t',
      ];
      const bytes = Buffer.from(hostile.join(''));
      const { handle } = await run(checksumOf(bytes.length));
      await outputWith(runtime, handle, 'ready');
      for (const text of hostile) await runtime.write(handle, Buffer.from(text));
      await outputWith(runtime, handle, `${cksum(bytes)} ${bytes.length}`);
    },
  },
  {
    name: 'keys that mean something to the terminal do it: Ctrl-C interrupts, Ctrl-D ends the input',
    needs,
    async run({ runtime, run }) {
      const interrupted = await run(`trap 'echo interrupted' INT; echo ready; while :; do sleep 0.05; done`);
      await outputWith(runtime, interrupted.handle, 'ready');
      await runtime.write(interrupted.handle, Buffer.from('\u0003'));
      await outputWith(runtime, interrupted.handle, 'interrupted');
      const reader = await run('while read line; do echo "got $line"; done; echo over');
      await runtime.write(reader.handle, Buffer.from('one\r'));
      await outputWith(runtime, reader.handle, 'got one');
      await runtime.write(reader.handle, Buffer.from('\u0004'));
      await outputWith(runtime, reader.handle, 'over');
      await ended(runtime, reader.handle);
    },
  },
  {
    name: 'a paste that the program asked for arrives in one piece between its marks, whatever its length',
    needs,
    async run({ runtime, run }) {
      const text = Array.from({ length: 2_500 }, (_, line) => `line ${line}: 漢字 #{x} -t`).join('\n');
      for (const pasted of ['short', 'two\nlines', text]) {
        const bytes = Buffer.from(`${PASTED}${pasted}${PASTE_END}`);
        const { handle } = await run(checksumOf(bytes.length, `printf '\\033[?2004h'; `));
        await outputWith(runtime, handle, 'ready');
        assert.equal((await runtime.screen(handle)).bracketedPaste, true);
        await runtime.write(handle, bytes);
        await outputWith(runtime, handle, `${cksum(bytes)} ${bytes.length}`);
      }
    },
  },
  {
    name: 'a paste never carries marks to a program that did not ask for them, where the screen says that marks may be sent',
    needs,
    async run({ runtime, run }) {
      const text = Buffer.from('no marks please');
      const { handle } = await run(checksumOf(text.length));
      await outputWith(runtime, handle, 'ready');
      if (!(await runtime.screen(handle)).bracketedPaste) return;
      await runtime.write(handle, Buffer.from(`${PASTED}${text.toString()}${PASTE_END}`));
      await outputWith(runtime, handle, `${cksum(text)} ${text.length}`);
    },
  },
];
