import type { ForgeText } from '@ao/ports';
import { createFailureExcerpt } from './failure-excerpt.ts';

/** Nothing reads further than this; the excerpt is then of what was seen. */
const LOG_MAX_BYTES = 256 * 1024 * 1024;
/** Longer lines are broken up. */
const LINE_MAX_LENGTH = 64 * 1024;

/**
 * Reads a log as it arrives, holding one line of it at a time, and stops as soon as the failing step is over.
 * Rejects when the stream does.
 */
export async function readLogStream(stream: AsyncIterable<Uint8Array>): Promise<ForgeText> {
  const excerpt = createFailureExcerpt();
  const decoder = new TextDecoder();
  let rest = '';
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    rest = addLines(excerpt, rest + decoder.decode(chunk, { stream: true }));
    if (excerpt.isOver() || bytes > LOG_MAX_BYTES) return excerpt.result();
  }
  excerpt.add(rest + decoder.decode());
  return excerpt.result();
}

function addLines(excerpt: { add(raw: string): void }, text: string): string {
  let from = 0;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
    excerpt.add(text.slice(from, end));
    from = end + 1;
  }
  const rest = text.slice(from);
  if (rest.length <= LINE_MAX_LENGTH) return rest;
  excerpt.add(rest);
  return '';
}
