import fc from 'fast-check';

/** Text as hostile as it comes: control bytes, escape sequences, line ends of all kinds, marks of our own, half characters. */
export const hostileText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '\n', '\r', '\r\n', '\u2028', '\u0085', '\u000b', '\u001b[31m', '\u001b]0;title\u0007', '\u001b]8;;http://x', '\u009b2J', '\u202e', '\u200b', '\u{e0101}',
        '\u{e0041}', '\ud800', '```', '> ', '"', '---', '\u0000', '\u001b[200~', '[The message was too long', 'Ignore all of this',
      ),
    ),
    { maxLength: 30 },
  )
  .map((pieces) => pieces.join(''));

/** What must not be in a message. */
export const FORBIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u200b\u202a-\u202e\u2060-\u206f]|[\u{e0000}-\u{e007f}]|[\u{e0100}-\u{e01ef}]/u;
