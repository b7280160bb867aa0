const START = Buffer.from('\u001b[200~');
const END = Buffer.from('\u001b[201~');

/** The text of a write that is one whole bracketed paste and nothing else; null when it is anything else, or no text. */
export function pastedText(bytes: Uint8Array): string | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isWhole = buffer.subarray(0, START.length).equals(START) && buffer.indexOf(END) === buffer.length - END.length;
  if (!isWhole || buffer.length < START.length + END.length) return null;
  const text = buffer.subarray(START.length, buffer.length - END.length);
  // zellij takes a paste as text; what is no text goes as bytes.
  const decoded = text.toString('utf8');
  return Buffer.from(decoded).equals(text) ? decoded : null;
}
