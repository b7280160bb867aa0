import { cleanMessageText } from '@ao/domain';

/** The longest name, branch or other single line a person may give, in characters. */
export const LINE_MAX_CHARACTERS = 200;

/** A text as one line: without control characters, white space folded, nothing around it. */
export function cleanLine(text: string): string {
  return cleanMessageText(text).replace(/\s+/g, ' ').trim();
}
