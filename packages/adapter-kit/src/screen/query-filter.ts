/** Takes the questions out of a program's output, for viewers whose terminal must not answer them. */
export interface QueryFilter {
  /** The output without questions. What may be the beginning of one is held back until more comes. */
  pass(bytes: Uint8Array): Uint8Array;
  /** What is still held back; nothing more comes. */
  flush(): Uint8Array;
}

/** Questions are short; a longer control string is something else. */
const LONGEST_QUERY_BYTES = 128;

/**
 * Control sequences by which programs ask: device attributes (c), status and cursor position (n), modes ($p), version (>q), window
 * size (14t to 21t), keyboard protocol (?u), terminal parameters (x); colours (OSC 4, 10 to 19 with a question mark), the clipboard
 * (OSC 52), settings (DCS $q) and capabilities (DCS +q).
 */
const QUERY =
  // oxlint-disable-next-line no-control-regex
  /\u001b(?:\[(?:[>=]?[0-9;]*c|\??[0-9;]*n|\??[0-9;]*\$p|>[0-9]*q|1[4-9]t|2[01]t|\?u|[01]?x)|(?:\](?:4;\d+|1[0-9]|52;[a-z0-9]*);\?|P[$+]q[^\u001b\u0007]*)(?:\u0007|\u001b\\))/g;

/** What may become a question when more of it comes. */
const BEGINNING =
  // oxlint-disable-next-line no-control-regex
  /\u001b(?:\[[>=?]?[0-9;]*\$?|\](?:4?(?:;\d*)?|5?2?(?:;[a-z0-9]*)?|1?[0-9]?)(?:;\??)?\u001b?|P(?:[$+](?:q[^\u001b\u0007]*\u001b?)?)?)?$/;

/** Makes a filter for one stream of output. Everything but questions passes byte for byte, however the stream is cut. */
export function createQueryFilter(): QueryFilter {
  let held = '';
  return {
    pass(bytes) {
      // The usual case, and the quick one: nothing in it can be a question.
      if (held === '' && bytes.indexOf(0x1b) === -1) return bytes;
      const text = (held + Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')).replaceAll(QUERY, '');
      const tail = text.slice(-LONGEST_QUERY_BYTES);
      held = BEGINNING.exec(tail)?.[0] ?? '';
      return Buffer.from(text.slice(0, text.length - held.length), 'latin1');
    },
    flush() {
      const rest = Buffer.from(held, 'latin1');
      held = '';
      return rest;
    },
  };
}
