import { AoError } from '../errors/ao-error.ts';

/** The largest message and prompt, in bytes of UTF-8. */
export const MESSAGE_MAX_BYTES = 1024 * 1024;

/** Everything a terminal could take for a command: C0 except tab and line feed, DEL, and C1. */
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Escape sequences are removed whole, so that `\u001b[31mred` becomes `red` and not `[31mred`. */
const ESCAPE_SEQUENCES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|[ -/]*[0-~])/g;

/**
 * Makes text safe to be typed into a terminal: carriage returns become line feeds, escape sequences and control characters
 * other than line feed and tab are removed, lone surrogates become U+FFFD. Everything else stays as it is.
 */
export function cleanMessageText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(ESCAPE_SEQUENCES, '').replace(CONTROL_CHARACTERS, '').toWellFormed();
}

/**
 * Cleans and checks the text of a message.
 *
 * @throws AoError `MESSAGE_EMPTY` when nothing visible is left, `MESSAGE_TOO_LONG` above {@link MESSAGE_MAX_BYTES}.
 */
export function parseMessageText(text: string): string {
  const cleaned = cleanMessageText(text);
  if (cleaned.trim() === '') throw new AoError('MESSAGE_EMPTY');
  const bytes = utf8Length(cleaned);
  if (bytes > MESSAGE_MAX_BYTES) {
    throw new AoError('MESSAGE_TOO_LONG', { details: { bytes, limitBytes: MESSAGE_MAX_BYTES } });
  }
  return cleaned;
}

/** The length of a string in bytes of UTF-8, without encoding it. A lone surrogate counts as the three bytes of U+FFFD. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
