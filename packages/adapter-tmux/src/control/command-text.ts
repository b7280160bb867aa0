/** What tmux takes for itself between double quotes, or at the beginning of a word, is written as octal, as all that is no plain text. */
const PLAIN = /[A-Za-z0-9 _.,:=@%+/#{}<>()|&!?*^[\]-]/;

const ESCAPES: readonly string[] = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  return PLAIN.test(character) ? character : `\\${byte.toString(8).padStart(3, '0')}`;
});

const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => ` ${byte.toString(16).padStart(2, '0')}`);

/**
 * An argument of a tmux command, quoted so that its parser gives back exactly these bytes: no variable, no quote and no line end in it
 * has a meaning. Formats (`#{…}`) are expanded later, by the commands that expand them; see {@link literalFormat}.
 */
export function quoted(text: string | Uint8Array): string {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  let result = '"';
  for (const byte of bytes) result += ESCAPES[byte] ?? '';
  return `${result}"`;
}

/** A text for a place where tmux expands formats, so that it stays as it is. */
export function literalFormat(text: string): string {
  return text.replaceAll('#', '##');
}

/** Bytes as arguments of `send-keys -H`. */
export function hexKeys(bytes: Uint8Array): string {
  let result = '';
  for (const byte of bytes) result += HEX[byte] ?? '';
  return result;
}
