import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Workshop } from '../workshop/workshop.ts';

/** A file of terminal output, to be printed. */
export interface TerminalRecording {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of the whole, in hexadecimal. */
  readonly hash: string;
  /** The number of the last line, as it is printed. */
  readonly lastLine: string;
}

const BLOCK_LINES = 500;

/** Writes a log as build tools print it: numbered lines of 80 to 120 characters, in many colours. */
export function writeTerminalRecording(workshop: Workshop, leastBytes: number): TerminalRecording {
  const path = join(workshop.folder, `recording-${leastBytes}.log`);
  const hash = createHash('sha256');
  const file = openSync(path, 'w');
  let bytes = 0;
  let lines = 0;
  for (; bytes < leastBytes; lines += BLOCK_LINES) {
    const begin = lines;
    const block = Buffer.from(Array.from({ length: BLOCK_LINES }, (_, index) => lineOf(begin + index)).join(''));
    writeSync(file, block);
    hash.update(block);
    bytes += block.length;
  }
  closeSync(file);
  return { path, bytes, hash: hash.digest('hex'), lastLine: numberOf(lines - 1) };
}

function lineOf(number: number): string {
  const red = (number * 7) % 256;
  const green = (number * 13) % 256;
  const words = 'compiled bundled linked checked'.split(' ')[number % 4];
  return `\u001B[38;2;${red};${green};90m${numberOf(number)}\u001B[0m ${words} module ${number % 977} of package ${number % 31} in \u001B[1m${(number * 37) % 1000} ms\u001B[22m\r\n`;
}

function numberOf(line: number): string {
  return String(line).padStart(8, '0');
}
