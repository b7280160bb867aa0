import { utf8Length } from '../message/message-text.ts';
import { fitBytes } from './foreign-text.ts';
import { LEFT_OUT_NOTE_BYTES, type Quotation, quotationBytes, quotedLines } from './quotation.ts';

/** A line of our own, or something quoted. */
export type MessagePart = string | Quotation;

const CUT_NOTE = '[The message was too long; its end was left out.]';

/**
 * Puts a message together that is never longer than `maxBytes` of UTF-8. Our own lines come first in the sharing; what is left is shared among the
 * quotations, where short ones leave their rest to the long ones.
 */
export function composeMessage(parts: readonly MessagePart[], maxBytes: number): string {
  const quotations = parts.filter((part) => typeof part !== 'string');
  const ours = parts.reduce((sum, part) => sum + (typeof part === 'string' ? utf8Length(part) + 1 : LEFT_OUT_NOTE_BYTES), 0);
  const shares = shareOut(quotations, maxBytes - ours);
  const lines = parts.flatMap((part) => (typeof part === 'string' ? [part] : quotedLines(part, shares.get(part) ?? 0)));
  const text = lines.join('\n');
  if (utf8Length(text) <= maxBytes) return text;
  const start = fitBytes(text, maxBytes - utf8Length(CUT_NOTE) - 1, 'start');
  // A half line might have lost the mark that makes it a quotation of a reader's eye; whole lines have not.
  return `${start.slice(0, Math.max(0, start.lastIndexOf('\n')))}\n${CUT_NOTE}`;
}

function shareOut(quotations: readonly Quotation[], bytes: number): ReadonlyMap<Quotation, number> {
  const shares = new Map<Quotation, number>();
  let left = Math.max(0, bytes);
  const bySize = quotations
    .map((quotation) => ({ quotation, size: quotationBytes(quotation) }))
    .sort((one, other) => one.size - other.size);
  bySize.forEach(({ quotation, size }, index) => {
    const share = Math.min(size, Math.floor(left / (bySize.length - index)));
    shares.set(quotation, share);
    left -= share;
  });
  return shares;
}
