import { closeSync, fdatasync, openSync, unlinkSync, writev } from 'node:fs';
import { join } from 'node:path';
import type { LogState } from '../protocol/host-messages.ts';
import { segmentName } from '../files/launch-files.ts';

/** How the log is kept. */
export interface OutputLogOptions {
  readonly directory: string;
  readonly segmentBytes: number;
  /** How many segments are kept; the oldest goes when another begins. */
  readonly segmentCount: number;
  /** Called when so much waits to be written that reading should stop (true), and when it may go on (false). */
  readonly onFull: (full: boolean) => void;
  /** Called when a segment was begun or dropped, and when logging failed or works again. */
  readonly onChange: (state: LogState) => void;
  readonly now: () => number;
}

/** Raw output in files of bounded size. Writing never blocks and never fails: when the disk is full, output is lost, visibly. */
export interface OutputLog {
  /** Takes bytes over; they must not change any more. */
  append(bytes: Buffer): void;
  /** Offset behind the last byte appended. */
  offset(): number;
  /** Offset behind the last byte that was written, or given up. */
  writtenOffset(): number;
  state(): LogState;
  /** Waits until all is written and safe on the disk. */
  close(done: () => void): void;
}

/** Reading stops when this much waits for the disk, and goes on below the other mark. */
const HIGH_WATER_BYTES = 2 * 1024 * 1024;
const LOW_WATER_BYTES = 512 * 1024;
/** After a failure the disk is tried again with the next output after this time. */
const RETRY_AFTER_MS = 1_000;

interface Segment {
  readonly fd: number;
  readonly path: string;
  readonly begin: number;
  size: number;
}

/** Opens the log in an empty folder. */
export function createOutputLog(options: OutputLogOptions): OutputLog {
  const begins: number[] = [];
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let offset = 0;
  let segment: Segment | null = null;
  let writing = false;
  let full = false;
  let failure: string | null = null;
  let retryAt = 0;
  let lostBytes = 0;
  let closing: (() => void) | null = null;

  function pump(): void {
    if (writing) return;
    if (pendingBytes === 0) {
      if (closing !== null) finish(closing);
      return;
    }
    if (failure !== null && options.now() < retryAt) {
      giveUp();
      return;
    }
    try {
      segment = segment !== null && segment.size < options.segmentBytes ? segment : beginSegment();
    } catch (error) {
      fail(error);
      return;
    }
    write(segment);
  }

  function write(into: Segment): void {
    writing = true;
    writev(into.fd, takeUpTo(pending, options.segmentBytes - into.size), (error, written) => {
      writing = false;
      if (error !== null) {
        fail(error);
        return;
      }
      into.size += written;
      pending = dropFirst(pending, written);
      pendingBytes -= written;
      if (full && pendingBytes < LOW_WATER_BYTES) {
        full = false;
        options.onFull(false);
      }
      if (failure !== null) {
        failure = null;
        options.onChange(state());
      }
      pump();
    });
  }

  function beginSegment(): Segment {
    if (segment !== null) closeSync(segment.fd);
    segment = null;
    const begin = offset - pendingBytes;
    const path = join(options.directory, segmentName(begin));
    const begun: Segment = { fd: openSync(path, 'a', 0o600), path, begin, size: 0 };
    begins.push(begin);
    while (begins.length > options.segmentCount) dropSegment(begins.shift());
    segment = begun;
    options.onChange(state());
    return begun;
  }

  function dropSegment(begin: number | undefined): void {
    if (begin === undefined) return;
    try {
      unlinkSync(join(options.directory, segmentName(begin)));
    } catch {
      // Somebody else has removed it; all that matters is that it is not there.
    }
  }

  function fail(error: unknown): void {
    const first = failure === null;
    failure = error instanceof Error ? error.message : String(error);
    retryAt = options.now() + RETRY_AFTER_MS;
    if (segment !== null) {
      closeSync(segment.fd);
      // An empty file would look like a place where output begins.
      if (segment.size === 0) dropSegment(begins.pop());
      segment = null;
    }
    giveUp();
    if (first) options.onChange(state());
  }

  function giveUp(): void {
    lostBytes += pendingBytes;
    pending = [];
    pendingBytes = 0;
    if (full) {
      full = false;
      options.onFull(false);
    }
    pump();
  }

  function finish(done: () => void): void {
    closing = null;
    const last = segment;
    if (last === null) {
      done();
      return;
    }
    segment = null;
    fdatasync(last.fd, () => {
      closeSync(last.fd);
      done();
    });
  }

  function state(): LogState {
    const oldestOffset = begins[0] ?? offset - pendingBytes;
    const dueToGo = begins.length >= options.segmentCount;
    return { oldestOffset, nextOldestOffset: (dueToGo ? begins[1] : undefined) ?? oldestOffset, failure, lostBytes };
  }

  return {
    append(bytes) {
      pushMerged(pending, bytes);
      pendingBytes += bytes.length;
      offset += bytes.length;
      if (!full && pendingBytes > HIGH_WATER_BYTES) {
        full = true;
        options.onFull(true);
      }
      pump();
    },
    offset: () => offset,
    writtenOffset: () => offset - pendingBytes,
    state,
    close(done) {
      closing = done;
      pump();
    },
  };
}

/** Output comes in small pieces of one large buffer: neighbours become one piece again, so that one write takes them all. */
function pushMerged(buffers: Buffer[], bytes: Buffer): void {
  const last = buffers.at(-1);
  if (last !== undefined && last.buffer === bytes.buffer && last.byteOffset + last.length === bytes.byteOffset) {
    buffers[buffers.length - 1] = Buffer.from(last.buffer, last.byteOffset, last.length + bytes.length);
  } else buffers.push(bytes);
}

function takeUpTo(buffers: readonly Buffer[], limit: number): Buffer[] {
  const taken: Buffer[] = [];
  let left = limit;
  for (const buffer of buffers) {
    if (left <= 0) break;
    taken.push(buffer.length <= left ? buffer : buffer.subarray(0, left));
    left -= buffer.length;
  }
  return taken;
}

function dropFirst(buffers: readonly Buffer[], count: number): Buffer[] {
  let left = count;
  for (const [index, buffer] of buffers.entries()) {
    if (left < buffer.length) return [buffer.subarray(left), ...buffers.slice(index + 1)];
    left -= buffer.length;
  }
  return [];
}
