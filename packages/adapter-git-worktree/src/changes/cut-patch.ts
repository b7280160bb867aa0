/** Cuts a patch to a size in bytes of UTF-8, at the end of a line, and says so in a last line when there is room for it. */
export function cutPatch(patch: Buffer, maxBytes: number): string {
  const whole = patch.toString('utf8');
  // Broken characters grow when they are replaced, so the text is measured, not the bytes.
  if (patch.length <= maxBytes && Buffer.byteLength(whole) <= maxBytes) return whole;
  const note = `# cut at ${maxBytes} bytes: more has changed\n`;
  const room = maxBytes - Buffer.byteLength(note);
  if (room < 0) return '';
  const kept = Buffer.from(whole).subarray(0, room);
  return `${kept.subarray(0, kept.lastIndexOf(10) + 1).toString('utf8')}${note}`;
}
