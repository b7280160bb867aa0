import type { ScreenDialog } from '@ao/ports';
import { oneLine } from './screen-lines.ts';

/** How one kind of dialog is recognised. */
export interface DialogRule {
  readonly kind: ScreenDialog['kind'];
  /** Matched against the plain lines joined with line feeds. */
  readonly pattern: RegExp;
  /** The line that is shown to people; by default the line in which the match begins. */
  readonly textPattern?: RegExp;
}

/** A list of choices with one selected, as terminal agents draw it: `❯ 1. Yes`. */
const SELECTED_CHOICE = /^\s*[❯›>▶→]\s*\d+[.)]\s/m;

/** True when the lines show a list of numbered choices with one of them selected. */
export function showsChoices(lines: readonly string[]): boolean {
  return SELECTED_CHOICE.test(lines.join('\n'));
}

/** The first rule that matches makes the dialog; null when none does. Ask only when no composer is on the screen: an agent may quote anything. */
export function findDialog(lines: readonly string[], rules: readonly DialogRule[]): ScreenDialog | null {
  const text = lines.join('\n');
  for (const rule of rules) {
    const match = rule.pattern.exec(text);
    if (match === null) continue;
    const shown = rule.textPattern?.exec(text)?.[0] ?? lineAt(text, match.index + match[0].search(/\S/));
    return { kind: rule.kind, text: oneLine(shown) };
  }
  return null;
}

function lineAt(text: string, index: number): string {
  const begin = text.lastIndexOf('\n', index) + 1;
  const end = text.indexOf('\n', index);
  return text.slice(begin, end === -1 ? undefined : end);
}
