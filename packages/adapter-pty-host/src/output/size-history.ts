import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TerminalSize } from '@ao/ports';
import { LAUNCH_FILE } from '../files/launch-files.ts';
import { isMissing } from '../files/launch-records.ts';

/** The size of the terminal from an offset of its output on. */
export interface SizeMark {
  readonly offset: number;
  readonly size: TerminalSize;
}

/** The most columns or rows a terminal may have. */
const MAX_SIZE = 1_000;
const LINE = /^(\d{1,15}) (\d{1,4}) (\d{1,4})$/;

/** Reads the sizes a terminal had, oldest first. Lines that were cut off, as by a full disk, are passed over. */
export async function readSizeMarks(directory: string): Promise<readonly SizeMark[]> {
  const text = await readFile(join(directory, LAUNCH_FILE.resizes), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return '';
    throw error;
  });
  const marks: SizeMark[] = [];
  for (const line of text.split('\n')) {
    const match = LINE.exec(line);
    if (match === null) continue;
    const [, offset = 0, columns = 0, rows = 0] = match.map(Number);
    if (isSize(columns) && isSize(rows)) marks.push({ offset, size: { columns, rows } });
  }
  return marks;
}

/** Joins what the file told with what was heard live. The two overlap when the file was written after listening had begun. */
export function joinSizeMarks(stored: readonly SizeMark[], heard: readonly SizeMark[]): SizeMark[] {
  for (let overlap = Math.min(stored.length, heard.length); overlap > 0; overlap -= 1) {
    const tail = stored.slice(stored.length - overlap);
    if (tail.every((mark, index) => isSameMark(mark, heard[index]))) return [...stored, ...heard.slice(overlap)];
  }
  return [...stored, ...heard];
}

/** The size at an offset: the last one that was set at or before it. */
export function sizeAt(marks: readonly SizeMark[], offset: number): TerminalSize | null {
  return (marks.findLast((mark) => mark.offset <= offset) ?? marks[0])?.size ?? null;
}

function isSize(cells: number): boolean {
  return cells >= 1 && cells <= MAX_SIZE;
}

/** Whether two sizes are the same. */
function isSameSize(one: TerminalSize | null, other: TerminalSize | null): boolean {
  return one?.columns === other?.columns && one?.rows === other?.rows;
}

function isSameMark(one: SizeMark, other: SizeMark | undefined): boolean {
  return other !== undefined && one.offset === other.offset && isSameSize(one.size, other.size);
}
