/** How large a piece may be. */
export interface TextPieceLimits {
  readonly maxCharacters: number;
  /** Default: any number. */
  readonly maxLines?: number | undefined;
}

/**
 * Cuts a text into pieces that a program takes one after the other. Joined they are the text again. Cuts fall behind line feeds
 * where possible, never inside a character that takes two code units.
 */
export function cutIntoPieces(text: string, limits: TextPieceLimits): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  let lines = 1;
  for (const part of partsOf(text, limits.maxCharacters)) {
    const tooLong = piece.length + part.length > limits.maxCharacters;
    if (piece !== '' && (tooLong || lines > (limits.maxLines ?? Number.POSITIVE_INFINITY))) {
      pieces.push(piece);
      piece = '';
      lines = 1;
    }
    piece += part;
    if (part.endsWith('\n')) lines += 1;
  }
  return piece === '' ? pieces : [...pieces, piece];
}

/** Lines with their line feeds, long ones cut. */
function partsOf(text: string, maxCharacters: number): readonly string[] {
  const room = Math.max(2, maxCharacters);
  return (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).flatMap((line) => {
    const parts: string[] = [];
    let begin = 0;
    while (begin < line.length) {
      let end = Math.min(begin + room, line.length);
      if (end < line.length && isHighSurrogate(line.charCodeAt(end - 1))) end -= 1;
      parts.push(line.slice(begin, end));
      begin = end;
    }
    return parts;
  });
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}
