/** A question the program asks its terminal, as a part of the output. */
export type QueryListener = (offset: number, length: number) => void;

const ESCAPE = 0x1b;
const BELL = 0x07;
const CANCEL = 0x18;
const SUBSTITUTE = 0x1a;
/** Questions are short; what is longer is something else. */
const LONGEST_QUERY_BYTES = 128;

const GROUND = 0;
const AFTER_ESCAPE = 1;
const IN_CSI = 2;
const IN_STRING = 3;
const IN_STRING_ESCAPE = 4;

/**
 * Control sequences by which programs ask: device attributes (c), status and cursor position (n), modes ($p), version (>q), window
 * size (14t, 16t, 18t), keyboard protocol (?u), terminal parameters (x).
 */
const CSI_QUERY = /^(?:[>=]?[0-9;]*c|\??[0-9;]*n|\??[0-9;]*\$p|>[0-9]*q|1[468]t|\?u|[01]?x)$/;
/** Strings by which programs ask: colours (OSC 4, 10 to 19 with a question mark), settings (DCS $q) and capabilities (DCS +q). */
const STRING_QUERY = /^(?:\](?:4;\d+|1[0-9]);\?|P[$+]q)/;

/**
 * Finds questions in the output as it passes, so that whoever can answer need not read everything. Keeps its state between calls:
 * a question may be cut anywhere.
 */
export function createQueryScanner(onQuery: QueryListener): (bytes: Uint8Array, offset: number) => void {
  let state = GROUND;
  let begin = 0;
  let text = '';

  function step(byte: number, at: number): void {
    if (byte === ESCAPE) {
      // Inside a string this may be the first half of its end.
      state = state === IN_STRING ? IN_STRING_ESCAPE : AFTER_ESCAPE;
      if (state === AFTER_ESCAPE) begin = at;
      return;
    }
    switch (state) {
      case AFTER_ESCAPE:
        text = byte === 0x5b ? '' : String.fromCharCode(byte);
        state = byte === 0x5b ? IN_CSI : byte === 0x5d || byte === 0x50 ? IN_STRING : GROUND;
        return;
      case IN_CSI:
        text += String.fromCharCode(byte);
        if (byte >= 0x40) finish(CSI_QUERY, at);
        else if (at - begin > LONGEST_QUERY_BYTES || byte < 0x20) state = GROUND;
        return;
      case IN_STRING:
        if (byte === BELL) finish(STRING_QUERY, at);
        else if (byte === CANCEL || byte === SUBSTITUTE) state = GROUND;
        else if (text.length < LONGEST_QUERY_BYTES) text += String.fromCharCode(byte);
        return;
      default:
        if (byte === 0x5c) finish(STRING_QUERY, at);
        else {
          // The escape broke the string off and began something of its own.
          begin = at - 1;
          state = AFTER_ESCAPE;
          step(byte, at);
        }
    }
  }

  function finish(pattern: RegExp, at: number): void {
    state = GROUND;
    if (pattern.test(text)) onQuery(begin, at + 1 - begin);
  }

  return (bytes, offset) => {
    let index = 0;
    while (index < bytes.length) {
      if (state === GROUND) {
        index = bytes.indexOf(ESCAPE, index);
        if (index === -1) return;
      }
      step(bytes[index] ?? 0, offset + index);
      index += 1;
    }
  };
}
