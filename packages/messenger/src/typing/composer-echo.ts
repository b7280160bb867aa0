import type { SeenScreen } from './agent-terminal.ts';

/**
 * What became of a typed text on the screen.
 *
 * - `shown`: the composer holds it, or its paste marker
 * - `empty`: the composer is seen, and nothing is in it
 * - `other`: the composer holds something else
 * - `hidden`: nobody can tell
 */
export type ComposerEcho = 'shown' | 'empty' | 'other' | 'hidden';

/** So many characters of a draft do not stand in a message by chance. */
const TELLING_CHARACTERS = 8;
/** So far, in characters or as a share, may what is drawn be longer or shorter than the text it stands for. */
const SLACK_CHARACTERS = 4;
const SLACK_SHARE = 0.1;
const MOST_PLACES = 50;

/** A text that was typed, and the piece of it (or the marker) that must show. */
export interface TypedText {
  readonly text: string;
  /** Null when the agent does not echo: then any composer will do. */
  readonly expected: string | null;
}

/** Looks for a typed text in the composer. Behind words of somebody else it does not count: both would be submitted as one. */
export function composerEcho(seen: SeenScreen, { text, expected }: TypedText): ComposerEcho {
  const { reading, screen } = seen;
  if (reading === null) return expected === null || holds(screen.lines.join(''), expected) ? 'shown' : 'hidden';
  if (reading.state !== 'composer' && reading.state !== 'busy') return 'hidden';
  if (expected === null) return 'shown';
  if (reading.composerText === null) return holds(screen.lines.join(''), expected) ? 'shown' : 'hidden';
  if (reading.composerText.trim() === '') return 'empty';
  return holdsOnly(reading.composerText, text, expected) ? 'shown' : 'other';
}

/**
 * What stands before the expected piece must stand there in the text as well: a composer may show only the end of it. Its beginning
 * and its place tell: in a long text some character may be drawn in another way, and that is no reason to hold it back. Before a
 * paste marker, which is no part of the text, only the beginning of the text may stand.
 */
function holdsOnly(composerText: string, text: string, expected: string): boolean {
  const [shown, wanted, piece] = [withoutSpace(composerText), withoutSpace(text), withoutSpace(expected)];
  if (shown.startsWith(piece)) return true;
  const places = placesOf(piece, wanted);
  return [shown.indexOf(piece), shown.lastIndexOf(piece)].some((at) => {
    if (at < 0) return false;
    if (places.length === 0) return wanted.startsWith(shown.slice(0, at));
    const beginning = shown.slice(0, Math.min(at, TELLING_CHARACTERS));
    const slack = Math.max(SLACK_CHARACTERS, Math.ceil(at * SLACK_SHARE));
    return places.some((place) => {
      const from = place - at;
      if (from < -slack) return false;
      const found = wanted.indexOf(beginning, Math.max(0, from - slack));
      return found >= 0 && found <= from + slack;
    });
  });
}

/** Where a piece stands in a text; of very many places the last ones. */
function placesOf(piece: string, text: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.lastIndexOf(piece); at >= 0 && places.length < MOST_PLACES; at = at === 0 ? -1 : text.lastIndexOf(piece, at - 1)) {
    places.push(at);
  }
  return places;
}

/** Composers wrap lines where they like, so white space does not count. */
function holds(text: string, expected: string): boolean {
  return withoutSpace(text).includes(withoutSpace(expected));
}

function withoutSpace(text: string): string {
  return text.replace(/\s+/gu, '');
}
