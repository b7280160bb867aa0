import { cleanMessageText, utf8Length } from '../message/message-text.ts';

/** Characters that end a line for some reader though not for others. */
const OTHER_LINE_ENDS = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g;
/**
 * Letters nobody sees, and marks that turn the reading direction around: what is shown would not be what is read. Joiners and
 * direction marks that scripts and emoji need stay.
 */
const INVISIBLE = /[\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|[\u{e0100}-\u{e01ef}]/gu;
const URL_PATTERN = /^https?:\/\/[\x21\x23-\x3b\x3d\x3f-\x7e]{1,300}$/;

/** Text of a stranger made harmless to print: lines end in line feeds only, without control bytes, escape sequences and hidden letters. */
export function cleanForeignText(text: string): string {
  return cleanMessageText(text.replace(OTHER_LINE_ENDS, '\n')).replace(INVISIBLE, '').toWellFormed();
}

/** A stranger's name or title on one line, at most so many characters, without double quotes: to be put between double quotes. */
export function inlineText(text: string, maxLength: number): string {
  const line = cleanForeignText(text).replace(/\s+/g, ' ').replaceAll('"', "'").trim();
  const characters = Array.from(line);
  return characters.length <= maxLength ? line : `${characters.slice(0, maxLength - 1).join('')}…`;
}

/** An address that may be printed; null for anything else than a plain web address of at most 300 characters. */
export function printableUrl(url: string | null): string | null {
  return url !== null && URL_PATTERN.test(url) ? url : null;
}

/** The first or last part of a text that fits into so many bytes of UTF-8; no character is cut in two. */
export function fitBytes(text: string, maxBytes: number, keep: 'start' | 'end'): string {
  if (utf8Length(text) <= maxBytes) return text;
  const characters = Array.from(text);
  if (keep === 'end') characters.reverse();
  let bytes = 0;
  let count = 0;
  for (const character of characters) {
    bytes += utf8Length(character);
    if (bytes > maxBytes) break;
    count += 1;
  }
  const kept = characters.slice(0, count);
  return (keep === 'end' ? kept.reverse() : kept).join('');
}
