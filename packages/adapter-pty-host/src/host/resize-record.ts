import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LAUNCH_FILE } from '../files/launch-files.ts';

/** Someone who drags the edge of a window for an hour makes this many; then those that no one can need any more are dropped. */
const MAX_LINES = 4096;

/** Which size the terminal had from which offset on. */
export interface ResizeRecord {
  add(offset: number, columns: number, rows: number): void;
}

/**
 * Keeps the sizes in a file beside the log, so that the screen can be rebuilt from it.
 *
 * @param oldestOffset - the oldest output that is still there; older sizes but the last are of no use.
 */
export function createResizeRecord(directory: string, oldestOffset: () => number): ResizeRecord {
  const path = join(directory, LAUNCH_FILE.resizes);
  let sizes: { readonly offset: number; readonly line: string }[] = [];

  function compact(): void {
    const oldest = oldestOffset();
    const needed = sizes.findLastIndex((size) => size.offset <= oldest);
    sizes = sizes.slice(Math.max(needed, sizes.length - MAX_LINES / 2, 0));
    writeFileSync(`${path}.new`, sizes.map((size) => size.line).join(''), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }

  return {
    add(offset, columns, rows) {
      const line = `${offset} ${columns} ${rows}\n`;
      sizes.push({ offset, line });
      try {
        if (sizes.length > MAX_LINES) compact();
        else appendFileSync(path, line, { mode: 0o600 });
      } catch {
        // The disk is full: the screen may be rebuilt at a wrong width, which the next resize mends.
      }
    },
  };
}
