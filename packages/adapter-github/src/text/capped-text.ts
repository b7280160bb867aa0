import type { ForgeText } from '@ao/ports';

/** Longest one-line text: titles, names, what a check says about itself. In characters. */
export const LINE_MAX_LENGTH = 300;

/** The bodies of comments, in bytes of UTF-8. */
export const COMMENT_MAX_BYTES = 16 * 1024;

/** A text cut to a number of bytes, never inside a character; lone surrogates become U+FFFD. Control bytes stay: see {@link ForgeText}. */
export function cappedText(text: string, maxBytes: number): ForgeText {
  // A character takes a byte at least: more of them need not be looked at.
  const wellFormed = text.slice(0, maxBytes + 1).toWellFormed();
  const bytes = Buffer.from(wellFormed, 'utf8');
  if (bytes.length <= maxBytes && text.length <= maxBytes + 1) return { text: wellFormed, isCut: false };
  let end = Math.min(maxBytes, bytes.length);
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return { text: bytes.toString('utf8', 0, end), isCut: true };
}

const URL_MAX_LENGTH = 2_000;
const PATH_MAX_LENGTH = 1_000;

/** An address somebody else has set, for people to follow: null unless it is one of the web. */
export function webAddressOrNull(text: string | null | undefined): string | null {
  if (text == null || text.length > URL_MAX_LENGTH) return null;
  const url = URL.parse(text);
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.href : null;
}

/** The path of a file. It may hold anything but a NUL, as git allows. */
export function cappedPath(path: string): string {
  return path.slice(0, PATH_MAX_LENGTH).toWellFormed();
}

/** One line of a stranger's text: line ends become spaces, and it is at most 300 characters long. */
export function cappedLine(text: string): string {
  const line = text
    .slice(0, LINE_MAX_LENGTH * 4)
    .toWellFormed()
    .replace(/[\r\n\t\u2028\u2029 ]+/g, ' ')
    .trim();
  return line.length <= LINE_MAX_LENGTH
    ? line
    : `${line
        .slice(0, LINE_MAX_LENGTH - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`;
}
