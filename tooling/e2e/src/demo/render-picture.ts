import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Terminal } from '@xterm/headless';
import { renderScreen } from './screen-picture.ts';

/** The part of node-pty used here; its own types name another module than the alias it is installed under. */
interface Pty {
  spawn(file: string, args: readonly string[], options: Readonly<Record<string, unknown>>): PtyProcess;
}

interface PtyProcess {
  onData(listener: (data: Uint8Array) => void): void;
  onExit(listener: (exit: { readonly exitCode: number }) => void): void;
  write(data: string): void;
}

const COLUMNS = 116;
const ROWS = 30;
const MOMENT_WITHIN_MS = 60_000;
/** The others go on while one waits; a little later there is more to see. */
const LATER_MS = 1_800;
const PICTURE = fileURLToPath(new URL('../../../../docs/images/demo.svg', import.meta.url));

const require = createRequire(import.meta.url);
const { spawn } = require('node-pty') as Pty;
const { Terminal: HeadlessTerminal } = require('@xterm/headless') as { readonly Terminal: typeof Terminal };

const screen = new HeadlessTerminal({ cols: COLUMNS, rows: ROWS, allowProposedApi: true });
const { CI: _ci, NO_COLOR: _colour, ...environment } = process.env;
const demo = spawn(process.execPath, ['--conditions=@ao/source', fileURLToPath(new URL('./main.ts', import.meta.url))], {
  name: 'xterm-256color',
  cols: COLUMNS,
  rows: ROWS,
  cwd: fileURLToPath(new URL('.', import.meta.url)),
  env: { ...environment, TERM: 'xterm-256color' },
  encoding: null,
});
const asks = Promise.withResolvers<void>();
const ended = Promise.withResolvers<number>();
demo.onData((bytes) => screen.write(bytes, () => (/needs you:/.test(textOf(screen)) ? asks.resolve() : undefined)));
demo.onExit(({ exitCode }) => ended.resolve(exitCode));

const moment = await Promise.race([asks.promise.then(() => 'asks'), ended.promise, pause(MOMENT_WITHIN_MS, 'too late', { ref: false })]);
if (moment !== 'asks') throw new Error(`The demo never came to the moment of the picture:\n${textOf(screen)}`);
await pause(LATER_MS);
const picture = renderScreen(screen, 'npm run demo');
const exitCode = await ended.promise;
if (exitCode !== 0) throw new Error(`The demo ended with ${exitCode}:\n${textOf(screen)}`);
mkdirSync(dirname(PICTURE), { recursive: true });
writeFileSync(PICTURE, picture);
process.stdout.write(`Drew ${PICTURE}\n`);

function textOf(terminal: Terminal): string {
  const buffer = terminal.buffer.active;
  return Array.from({ length: terminal.rows }, (_, row) => buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? '').join('\n');
}
