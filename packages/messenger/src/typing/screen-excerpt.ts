import { utf8Length } from '@ao/domain';
import type { ScreenSnapshot } from '@ao/ports';

const EXCERPT_MAX_BYTES = 4096;

/** The visible lines without empty ones above and below; of a large screen the last ones, at most 4 KiB. Null for an empty screen. */
export function screenExcerpt(screen: ScreenSnapshot): string | null {
  const lines = screen.lines.map((line) => line.trimEnd());
  const first = lines.findIndex((line) => line !== '');
  if (first < 0) return null;
  const kept: string[] = [];
  let bytes = 0;
  for (const line of lines.slice(first, lines.findLastIndex((candidate) => candidate !== '') + 1).toReversed()) {
    bytes += utf8Length(line) + 1;
    if (bytes > EXCERPT_MAX_BYTES) break;
    kept.unshift(line);
  }
  return kept.join('\n');
}
