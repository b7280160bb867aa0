import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutputSlice } from '@ao/ports';
import { segmentName, segmentOffset } from '../files/launch-files.ts';
import { isMissing } from '../files/launch-records.ts';

/** The output log of one terminal, as far as it lies on the disk. */
export interface LogReader {
  /**
   * Bytes from an offset on, at most `maxBytes`. Where output is missing the slice begins behind the gap; where nothing follows (yet)
   * it is empty.
   */
  read(fromOffset: number, maxBytes: number): Promise<OutputSlice>;
  /** The oldest offset and the one behind the newest byte. */
  extent(): Promise<{ readonly oldestOffset: number; readonly endOffset: number }>;
}

interface Segment {
  readonly begin: number;
  readonly end: number;
}

/** How often a read is tried again when the segment it wanted was dropped in the meantime. */
const ATTEMPTS = 3;

/** Reads the log in the folder of a terminal. It may be written and dropped by the host at the same time. */
export function createLogReader(directory: string): LogReader {
  async function segments(): Promise<readonly Segment[]> {
    const names = await readdir(directory).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    const begins = names.map(segmentOffset).filter((begin) => begin !== null);
    const found: Segment[] = [];
    for (const begin of begins.sort((one, other) => one - other)) {
      const file = await stat(join(directory, segmentName(begin))).catch(() => null);
      if (file !== null) found.push({ begin, end: begin + file.size });
    }
    return found;
  }

  async function tryRead(fromOffset: number, maxBytes: number): Promise<OutputSlice> {
    const all = await segments();
    const endOffset = all.at(-1)?.end ?? 0;
    const holder = all.find((segment) => segment.end > fromOffset);
    if (holder === undefined) return { bytes: Buffer.alloc(0), offset: fromOffset, endOffset };
    const offset = Math.max(fromOffset, holder.begin);
    const file = await open(join(directory, segmentName(holder.begin)), 'r');
    try {
      const buffer = Buffer.allocUnsafe(Math.min(maxBytes, holder.end - offset));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, offset - holder.begin);
      return { bytes: buffer.subarray(0, bytesRead), offset, endOffset };
    } finally {
      await file.close();
    }
  }

  return {
    async read(fromOffset, maxBytes) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await tryRead(fromOffset, maxBytes);
        } catch (error) {
          if (!isMissing(error) || attempt === ATTEMPTS) throw error;
        }
      }
    },
    async extent() {
      const all = await segments();
      return { oldestOffset: all[0]?.begin ?? 0, endOffset: all.at(-1)?.end ?? 0 };
    },
  };
}
