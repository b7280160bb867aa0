import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock, Timer } from '@ao/ports';
import { segmentName, segmentOffset } from '../files/launch-files.ts';
import { isMissing } from '../files/launch-records.ts';

/** A part of the log. */
export interface LogSlice {
  readonly bytes: Uint8Array;
  /** Offset of the first byte. Larger than what was asked for when what was asked for is missing. */
  readonly offset: number;
}

/** The output log of one terminal, as far as it lies on the disk. */
export interface LogReader {
  /**
   * Bytes from an offset on, at most `maxBytes`. Where output is missing the slice begins behind the gap; where nothing follows (yet)
   * it is empty.
   */
  read(fromOffset: number, maxBytes: number): Promise<LogSlice>;
  /** The oldest offset and the one behind the newest byte. */
  extent(): Promise<{ readonly oldestOffset: number; readonly endOffset: number }>;
}

/** Files stay open between reads for this long: who reads one piece mostly reads the next. */
const KEEP_OPEN_MS = 1_000;

interface OpenSegment {
  readonly file: Promise<FileHandle>;
  timer: Timer;
}

/** Reads the log in the folder of a terminal. It may be written and dropped by the host at the same time. */
export function createLogReader(directory: string, clock: Clock): LogReader {
  const opened = new Map<number, OpenSegment>();
  let known: readonly number[] = [];

  async function list(): Promise<readonly number[]> {
    const names = await readdir(directory).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    known = names
      .map(segmentOffset)
      .filter((begin) => begin !== null)
      .sort((one, other) => one - other);
    return known;
  }

  function close(begin: number): void {
    const segment = opened.get(begin);
    if (segment === undefined) return;
    opened.delete(begin);
    segment.timer.cancel();
    // Waits for reads that are under way.
    void segment.file.then((file) => file.close()).catch(() => {});
  }

  function fileOf(begin: number): Promise<FileHandle> {
    const segment = opened.get(begin) ?? { file: open(join(directory, segmentName(begin)), 'r'), timer: { cancel() {} } };
    segment.timer.cancel();
    segment.timer = clock.setTimer(KEEP_OPEN_MS, () => close(begin));
    opened.set(begin, segment);
    return segment.file;
  }

  /** Null when the segment was dropped in the meantime. */
  async function readFrom(begin: number, fromOffset: number, maxBytes: number): Promise<Uint8Array | null> {
    try {
      const file = await fileOf(begin);
      const buffer = Buffer.allocUnsafe(maxBytes);
      const { bytesRead } = await file.read(buffer, 0, maxBytes, fromOffset - begin);
      return buffer.subarray(0, bytesRead);
    } catch (error) {
      close(begin);
      if (isMissing(error)) return null;
      throw error;
    }
  }

  return {
    async read(fromOffset, maxBytes) {
      let begins = known;
      let isFresh = false;
      for (let offset = fromOffset; ; ) {
        const holder = begins.findLast((begin) => begin <= offset);
        const bytes = holder === undefined || maxBytes === 0 ? null : await readFrom(holder, offset, maxBytes);
        if (bytes !== null && bytes.length > 0) return { bytes, offset };
        if (!isFresh) {
          begins = await list();
          isFresh = true;
          continue;
        }
        const next = begins.find((begin) => begin > offset);
        if (next === undefined || maxBytes === 0) return { bytes: Buffer.alloc(0), offset: fromOffset };
        offset = next;
      }
    },
    async extent() {
      const begins = await list();
      const last = begins.at(-1);
      const file = last === undefined ? null : await stat(join(directory, segmentName(last))).catch(() => null);
      return { oldestOffset: begins[0] ?? 0, endOffset: (last ?? 0) + (file?.size ?? 0) };
    },
  };
}
