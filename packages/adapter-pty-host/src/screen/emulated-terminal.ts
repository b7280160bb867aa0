import type { TerminalSize } from '@ao/ports';
import xterm from '@xterm/headless';
import { internalsOf } from './xterm-internals.ts';

/** Makes a terminal without a face. Whatever a program prints, drawing it never throws. */
export function createEmulatedTerminal(size: TerminalSize, scrollback: number): xterm.Terminal {
  const terminal = new xterm.Terminal({ cols: size.columns, rows: size.rows, scrollback, allowProposedApi: true, logLevel: 'off' });
  for (const prefix of [{}, { prefix: '?' }]) {
    terminal.parser.registerCsiHandler({ ...prefix, final: 'J' }, (parameters) => eraseAll(terminal, Number(parameters[0])));
  }
  return terminal;
}

/**
 * xterm.js 6.0 throws when everything up to the last cell of the last row is erased and there is nothing below. That is the same as
 * erasing everything.
 */
function eraseAll(terminal: xterm.Terminal, how: number): boolean {
  const { cursorX, cursorY, length } = terminal.buffer.active;
  if (how !== 1 || cursorX + 1 < terminal.cols || cursorY + 1 < length) return false;
  internalsOf(terminal).eraseDisplay();
  return true;
}

/**
 * Draws output at once. Answers false when the emulator stumbled over it: the rest of the output is then missing from the picture,
 * and drawing goes on with what comes next.
 *
 * The public way to write draws later, from a timer, where an error would end this process.
 */
export function drawOutput(terminal: xterm.Terminal, bytes: Uint8Array | string): boolean {
  const { parse, resetParser } = internalsOf(terminal);
  try {
    parse(bytes);
    return true;
  } catch {
    resetParser();
    return false;
  }
}
