import { printableText } from '../render/colour.ts';

/** What JSON leaves as it is though a terminal may obey it or a reader be misled: C1, DEL, marks of the reading direction. */
const UNPRINTABLE = /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/**
 * Prints lines for people. Everything that is not a terminal's picture goes this way: whatever it quotes of agents, git and code
 * hosts sends no command to the terminal.
 *
 * @returns false when the reader is slower than we are.
 */
export function print(text: string, stream: Pick<NodeJS.WritableStream, 'write'> = process.stdout): boolean {
  return stream.write(`${printableText(text)}\n`);
}

/** Prints one JSON document. */
export function printJson(value: unknown, indent?: number): boolean {
  return process.stdout.write(`${jsonText(value, indent)}\n`);
}

/** JSON of exactly this value, all of it printable. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(UNPRINTABLE, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
