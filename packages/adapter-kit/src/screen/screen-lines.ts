import type { ScreenSnapshot } from '@ao/ports';

/** Lines and corners of boxes, and block elements that agents draw frames and bars with. */
const BOX_DRAWING = /[\u2500-\u259f]/g;
const RULE = /^\s*[╭╰┌└├╔╚]?[─━═]{3,}(?: [^─━═]{1,60} [─━═]{3,}|[─━═]{3,})[╮╯┐┘┤╗╝]?\s*$/;
const FRAME_LEFT = /^\s*[│┃║|] ?/;
const FRAME_RIGHT = /\s*[│┃║]\s*$/;

/** True for a line that is nothing but a solid horizontal rule, with or without corners, or with a short label in it. Dashed lines are none. */
export function isRule(line: string): boolean {
  return RULE.test(line);
}

/** A line without the frame at its sides. */
export function withoutFrame(line: string): string {
  return line.replace(FRAME_LEFT, '').replace(FRAME_RIGHT, '').trimEnd();
}

/** The screen's text without frames, rules and bars; one string per row, empty where nothing is left. */
export function plainLines(screen: Pick<ScreenSnapshot, 'lines'>): readonly string[] {
  return screen.lines.map((line) => line.replaceAll(BOX_DRAWING, ' ').trim());
}

/** Folds white space and cuts: text for one line of a status or a receipt. */
export function oneLine(text: string, maxLength = 300): string {
  const folded = text.replaceAll(/[\u0000-\u001f\u007f-\u009f\s]+/g, ' ').trim();
  if (folded.length <= maxLength) return folded;
  return `${folded
    .slice(0, maxLength - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')}…`;
}
