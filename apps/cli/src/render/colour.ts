import { cleanForeignText } from '@ao/domain';

/** The colours in use. Each has one meaning, so that a table can be read at a glance. */
export type Tone = 'good' | 'busy' | 'attention' | 'bad' | 'faint' | 'strong';

/** Where a style begins and where it ends, as a terminal is told. */
const CODES = {
  good: [32, 39],
  busy: [36, 39],
  attention: [33, 39],
  bad: [31, 39],
  faint: [2, 22],
  strong: [1, 22],
} as const satisfies Record<Tone, readonly [number, number]>;

/** Puts colour on text, or leaves it as it is. */
export type Paint = (tone: Tone, text: string) => string;

/**
 * Colours only for people: on a terminal, unless NO_COLOR is set or TERM is dumb; FORCE_COLOR asks for them anyway.
 *
 * The styles are sealed: only `printableText` makes a terminal understand them.
 */
export function createPaint(options: { readonly isTerminal: boolean; readonly env: Readonly<Record<string, string | undefined>> }): Paint {
  if (!wantsColour(options)) return (_tone, text) => text;
  return (tone, text) => {
    const [begin, end] = CODES[tone];
    return text === '' ? '' : `${sealed(begin)}${cleanText(text)}${sealed(end)}`;
  };
}

function wantsColour({ isTerminal, env }: Parameters<typeof createPaint>[0]): boolean {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  if (env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0') return true;
  return isTerminal && env['TERM'] !== 'dumb';
}

/**
 * Nobody else's text can hold a style of ours: it bears numbers that are drawn anew in each process. Four digits each, as long as those
 * who measure text by its escape sequences understand.
 */
const SEAL = `${fourDigits()};${fourDigits()}`;
const SEALED = new RegExp(`(\\u001b\\[\\d{1,2};${SEAL}m)`);
const ALL_SEALED = new RegExp(`\\u001b\\[(\\d{1,2});${SEAL}m`, 'g');

/** Ends every style, for text that was cut. */
export const RESET_STYLE = sealed(0);

/** Text of whatever origin, with our styles and without any other command to a terminal, and without letters nobody sees. */
function cleanText(text: string): string {
  return text
    .split(SEALED)
    .map((piece, index) => (index % 2 === 1 ? piece : cleanLines(piece)))
    .join('');
}

/** The same on one line: text of others cannot begin a line of its own in a table. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/[\n\t]+/g, ' ');
}

/** What may be written to a terminal as it is. */
export function printableText(text: string): string {
  return cleanText(text).replace(ALL_SEALED, '\u001b[$1m');
}

/** Line by line: a sequence that never ends hides no more than the rest of its line. */
function cleanLines(text: string): string {
  return text.split('\n').map(cleanForeignText).join('\n');
}

function sealed(code: number): string {
  return `\u001b[${code};${SEAL}m`;
}

function fourDigits(): number {
  return 1000 + Math.floor(Math.random() * 9000);
}
