const PASTE_BEGIN = '\u001b[200~';
const PASTE_END = '\u001b[201~';

/** Single keys, as terminals send them. */
export const TERMINAL_KEYS = {
  enter: '\r',
  escape: '\u001b',
  /** Control-U: empties a composer. */
  clearLine: '\u0015',
} as const;

/** The bytes of a text or a key. */
export function terminalBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/**
 * A text as one bracketed paste: the program takes it as text, not as keys.
 * Control characters other than line feed and tab are left out, so that the text cannot end the paste by itself.
 */
export function bracketedPaste(text: string): Uint8Array {
  return terminalBytes(`${PASTE_BEGIN}${typeable(text)}${PASTE_END}`);
}

/** A text without what a terminal program could take for a key or a command; line feed and tab stay. */
export function typeable(text: string): string {
  return text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
}
