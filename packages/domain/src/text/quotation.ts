import { utf8Length } from '../message/message-text.ts';
import { cleanForeignText, fitBytes } from './foreign-text.ts';

/** What every quoted line begins with. Since each line has it, no text can step out of its quotation. */
export const QUOTE_MARK = '> ';

/** Text of somebody else, to be shown in a message. */
export interface Quotation {
  readonly text: string;
  /** It was cut before it came here. */
  readonly isCut: boolean;
  /** Which end matters more: a log's end, a comment's start. */
  readonly keep: 'start' | 'end';
  readonly maxBytes: number;
  readonly maxLines: number;
}

/** The quotation as lines, each with the mark, and a line of our own where something was left out. Nothing for a text without letters. */
export function quotedLines(quotation: Quotation, maxBytes: number): readonly string[] {
  const { keep } = quotation;
  const all = cleanForeignText(quotation.text)
    .replace(/^\s*\n|\s+$/g, '')
    .split('\n');
  if (all.every((line) => line.trim() === '')) return [];
  const budget = Math.min(maxBytes, quotation.maxBytes);
  const inOrder = keep === 'start' ? all : all.toReversed();
  const kept: string[] = [];
  let bytes = 0;
  for (const line of inOrder) {
    const marked = `${QUOTE_MARK}${line.trimEnd()}`;
    bytes += utf8Length(marked) + 1;
    if (bytes > budget || kept.length >= quotation.maxLines) break;
    kept.push(marked);
  }
  const [first = ''] = inOrder;
  if (kept.length === 0 && budget > 40) {
    const part = fitBytes(first, budget - 8, keep);
    kept.push(keep === 'start' ? `${QUOTE_MARK}${part}…` : `${QUOTE_MARK}…${part}`);
  }
  return withNote(kept, all.length - kept.length, quotation);
}

/** The most bytes a quotation can use. */
export function quotationBytes(quotation: Quotation): number {
  const lines = cleanForeignText(quotation.text).split('\n');
  return Math.min(
    quotation.maxBytes,
    lines.reduce((sum, line) => sum + utf8Length(line) + QUOTE_MARK.length + 1, 0),
  );
}

/** The longest note about what was left out, in bytes. */
export const LEFT_OUT_NOTE_BYTES = 80;

function withNote(kept: readonly string[], leftOut: number, { keep, isCut }: Quotation): readonly string[] {
  const isCutAtEnd = isCut && keep === 'start';
  if (leftOut === 0 && !isCutAtEnd) return keep === 'start' ? kept : kept.toReversed();
  const lines = leftOut === 1 ? '1 line' : `${leftOut} lines`;
  const note = leftOut === 0 ? '[its end was left out]' : `[${lines}${isCutAtEnd ? ' and its end' : ''} left out]`;
  return keep === 'start' ? [...kept, note] : [note, ...kept.toReversed()];
}
