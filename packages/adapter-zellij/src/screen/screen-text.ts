import { stripVTControlCharacters } from 'node:util';

/** The rows of a dump from top to bottom, without trailing blanks; exactly as many as asked for. */
export function screenRows(dump: string, rows: number): readonly string[] {
  const lines = dump.split('\n').map((line) => line.trimEnd());
  return Array.from({ length: rows }, (_, row) => lines[row] ?? '');
}

/** The last lines of a dump as plain text, without trailing blanks and without empty lines at the end. */
export function lastLines(dump: string, count: number): readonly string[] {
  const lines = stripVTControlCharacters(dump)
    .split('\n')
    .map((line) => line.trimEnd());
  const end = lines.findLastIndex((line) => line !== '') + 1;
  return lines.slice(Math.max(0, end - count), end);
}

/**
 * Escape sequences that draw what is above the screen on a reset terminal of a size, and leave the screen empty. The history is a dump
 * of everything with colours, the screen a dump of the screen alone.
 */
export function drawScrollback(history: string, screen: string, rows: number, scrollbackLines: number): string {
  const above = splitHistory(history, screen).above;
  const kept = scrollbackLines === 0 ? [] : above.slice(-scrollbackLines);
  if (kept.length === 0) return '';
  return `${kept.map((line) => `${line}\u001b[m\r\n`).join('')}${'\r\n'.repeat(rows - 1)}\u001b[H`;
}

/**
 * Cuts a dump of everything into what is above the screen and the screen itself. Where nothing is above it, dumps with colours begin with
 * an empty line.
 */
export function splitHistory(history: string, screen: string): { readonly above: readonly string[]; readonly visible: readonly string[] } {
  const lines = withoutFinalNewline(history).split('\n');
  const at = Math.max(0, lines.length - withoutFinalNewline(screen).split('\n').length);
  const above = lines.slice(0, at);
  const isArtefact = above.length === 1 && stripVTControlCharacters(above[0] ?? '').trim() === '';
  return { above: isArtefact ? [] : above, visible: lines.slice(at) };
}

function withoutFinalNewline(text: string): string {
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}
