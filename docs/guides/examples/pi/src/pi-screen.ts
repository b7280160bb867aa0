import { findFramedComposer, oneLine } from '@ao/adapter-kit';
import type { ScreenReading, ScreenSnapshot } from '@ao/ports';

/** A turning sign stands above the composer while it works: ` ⠧ Working...` */
const SPINNER = /^ [⠀-⣿] \S/;
const SPINNER_ROWS = 4;

/** Menus and questions stand in the frame of the composer: a choice with an arrow, or the keys that leave them. */
const IN_A_DIALOG = /^ ?→ |escape\/ctrl\+c cancel$/m;

/**
 * Reads the screen of Pi (seen with 0.73.1). Its composer stands between two rules and has no prompt sign; menus and the questions
 * of extensions take its place. A draft that looks like one counts as one: better wait than type into a dialog.
 */
export function readPiScreen(screen: ScreenSnapshot): ScreenReading {
  const frame = findFramedComposer(screen.lines, ['']);
  if (frame === null) {
    const isEmpty = screen.lines.every((line) => line.trim() === '');
    return { state: isEmpty ? 'starting' : 'unknown', dialog: null, composerText: null, launch: null };
  }
  if (IN_A_DIALOG.test(frame.text)) {
    const text = oneLine(frame.text.split('\n').find((line) => line.trim() !== '') ?? 'a question');
    return { state: 'dialog', dialog: { kind: 'other', text }, composerText: null, launch: 'ready' };
  }
  const above = screen.lines.slice(Math.max(0, frame.firstRow - SPINNER_ROWS), frame.firstRow);
  const state = above.some((line) => SPINNER.test(line)) ? 'busy' : 'composer';
  return { state, dialog: null, composerText: frame.text, launch: 'ready' };
}
