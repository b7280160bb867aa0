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

/** Looks for a text in the composer. With nothing to look for, any composer will do: the agent does not echo. */
export function composerEcho(seen: SeenScreen, expected: string | null): ComposerEcho {
  const { reading, screen } = seen;
  if (reading === null) return expected === null || holds(screen.lines.join(''), expected) ? 'shown' : 'hidden';
  if (reading.state !== 'composer' && reading.state !== 'busy') return 'hidden';
  if (expected === null) return 'shown';
  if (reading.composerText === null) return holds(screen.lines.join(''), expected) ? 'shown' : 'hidden';
  if (reading.composerText.trim() === '') return 'empty';
  return holds(reading.composerText, expected) ? 'shown' : 'other';
}

/** Composers wrap lines where they like, so white space does not count. */
function holds(text: string, expected: string): boolean {
  return withoutSpace(text).includes(withoutSpace(expected));
}

function withoutSpace(text: string): string {
  return text.replace(/\s+/gu, '');
}
