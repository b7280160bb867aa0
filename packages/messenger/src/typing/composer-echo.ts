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
 * What stands before the expected piece must be part of the text as well (a composer may show only the end of it). Its beginning
 * tells: in a long text some character may be drawn in another way, and that is no reason to hold it back.
 */
function holdsOnly(composerText: string, text: string, expected: string): boolean {
  const shown = withoutSpace(composerText);
  const at = shown.indexOf(withoutSpace(expected));
  return at === 0 || (at > 0 && withoutSpace(text).includes(shown.slice(0, Math.min(at, TELLING_CHARACTERS))));
}

/** Composers wrap lines where they like, so white space does not count. */
function holds(text: string, expected: string): boolean {
  return withoutSpace(text).includes(withoutSpace(expected));
}

function withoutSpace(text: string): string {
  return text.replace(/\s+/gu, '');
}
