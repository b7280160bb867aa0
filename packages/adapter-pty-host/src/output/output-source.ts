import type { ExitFacts } from '@ao/domain';
import type { Clock } from '@ao/ports';
import type { HostStatus } from '../protocol/host-messages.ts';
import { createLiveRing } from './live-ring.ts';
import type { LogReader } from './log-reader.ts';
import { joinSizeMarks, readSizeMarks, type SizeMark } from './size-history.ts';

/** How the output of a terminal ended. */
export type OutputEnd =
  | { readonly type: 'exit'; readonly exit: ExitFacts }
  /** The host is gone and nothing more will come, but the program may still run. */
  | { readonly type: 'lost'; readonly error: Error };

/** What comes next for a reader at some place. */
export type NextOutput =
  | { readonly type: 'data'; readonly bytes: Uint8Array }
  | { readonly type: 'size'; readonly mark: SizeMark }
  /** Nothing yet; the reader is woken when there is. */
  | { readonly type: 'wait' }
  /** What lies between the place and the offset is lost. */
  | { readonly type: 'gap'; readonly toOffset: number }
  | { readonly type: 'end'; readonly end: OutputEnd };

/** A place in the output: so many bytes, and so many sizes. */
export interface OutputPlace {
  readonly offset: number;
  readonly sizeIndex: number;
}

/** The output of one terminal, from the log and live, as one seamless sequence of bytes and sizes. */
export interface OutputSource {
  /** What follows a place, at most `maxBytes` of it; at once when it is held in memory. */
  next(place: OutputPlace, maxBytes: number): NextOutput | Promise<NextOutput>;
  /** The place in front of the first size that belongs behind an offset. */
  placeAt(offset: number): OutputPlace;
  sizes(): readonly SizeMark[];
  /** Called whenever there may be something new. */
  onNews(listener: () => void): () => void;
  /** Offset behind the newest byte that is known of. */
  knownEnd(): number;
  /** Offset behind the newest byte there is. */
  presentEnd(): Promise<number>;

  // What the connection tells.
  begin(): Promise<void>;
  pushLive(offset: number, bytes: Buffer): void;
  pushSize(mark: SizeMark): void;
  startLive(offset: number): void;
  stopLive(): void;
  finish(end: OutputEnd, finalOffset: number | null): void;
}

/** Live output is held in memory up to this much: the host stores it within milliseconds. */
const RING_BYTES = 512 * 1024;
/** How long is waited for the host to store what it has already announced. */
const LOG_WAIT_MS = 5;

/** What the source needs. */
export interface OutputSourceOptions {
  readonly directory: string;
  readonly log: LogReader;
  readonly clock: Clock;
  /** Asks the host for its state; null when it does not answer. */
  readonly askStatus: () => Promise<HostStatus | null>;
}

/** Makes the source; nothing is read before it is asked. */
export function createOutputSource({ directory, log, clock, askStatus }: OutputSourceOptions): OutputSource {
  const ring = createLiveRing(RING_BYTES);
  const listeners = new Set<() => void>();
  let marks: SizeMark[] = [];
  const heard: SizeMark[] = [];
  let loading: Promise<void> | null = null;
  let loaded = false;
  /** Where live output stands; null while it is not live. */
  let liveEnd: number | null = null;
  let ended: { readonly end: OutputEnd; readonly finalOffset: number | null } | null = null;
  let farthest = 0;

  function news(): void {
    for (const listener of listeners) listener();
  }

  async function load(): Promise<void> {
    const stored = await readSizeMarks(directory);
    marks = joinSizeMarks(stored, heard);
    loaded = true;
  }

  /** What the log says; the only way when the place is older than what is held in memory. */
  async function fromLog(offset: number, limit: number): Promise<NextOutput> {
    for (;;) {
      const known = ended;
      const slice = await log.read(offset, limit - offset);
      farthest = Math.max(farthest, slice.offset + slice.bytes.length);
      if (slice.bytes.length > 0)
        return slice.offset > offset ? { type: 'gap', toOffset: slice.offset } : { type: 'data', bytes: slice.bytes };
      // What was stored last may have come after the read and before the end.
      if (known !== ended) continue;
      if (ended !== null) return endBehind(offset, ended);
      if (liveEnd === null || offset >= liveEnd) return { type: 'wait' };
      const held = ring.begin() ?? liveEnd;
      if (offset >= held) return { type: 'wait' };
      // Announced, but not stored: either it will be in a moment, or the disk is full.
      const status = await askStatus();
      if (status === null) return { type: 'wait' };
      if (status.loggedOffset <= offset) await clock.sleep(LOG_WAIT_MS);
      else if ((await log.read(offset, 1)).bytes.length === 0) return { type: 'gap', toOffset: Math.min(held, status.loggedOffset) };
    }
  }

  function endBehind(offset: number, { end, finalOffset }: NonNullable<typeof ended>): NextOutput {
    return finalOffset !== null && offset < finalOffset ? { type: 'gap', toOffset: finalOffset } : { type: 'end', end };
  }

  return {
    next(place, maxBytes) {
      const mark = marks[place.sizeIndex];
      if (mark !== undefined && mark.offset <= place.offset) return { type: 'size', mark };
      const limit = Math.min(mark?.offset ?? Number.POSITIVE_INFINITY, place.offset + maxBytes);
      const held = ring.read(place.offset, limit);
      if (held !== null) return { type: 'data', bytes: held };
      if (liveEnd !== null && place.offset >= liveEnd) return { type: 'wait' };
      if (ended !== null && ended.finalOffset !== null && place.offset >= ended.finalOffset) return { type: 'end', end: ended.end };
      return fromLog(place.offset, limit);
    },
    placeAt: (offset) => {
      const index = marks.findIndex((mark) => mark.offset >= offset);
      return { offset, sizeIndex: index === -1 ? marks.length : index };
    },
    sizes: () => marks,
    onNews(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    knownEnd: () => Math.max(farthest, liveEnd ?? 0),
    async presentEnd() {
      // What is live here may be a moment behind the host, whose log others read already.
      const status = ended === null ? await askStatus() : null;
      farthest = Math.max(farthest, status?.offset ?? liveEnd ?? (await log.extent()).endOffset);
      return farthest;
    },

    begin() {
      loading ??= load();
      return loading;
    },
    pushLive(offset, bytes) {
      if (liveEnd === null) return;
      ring.push(offset, bytes);
      liveEnd = offset + bytes.length;
      news();
    },
    pushSize(mark) {
      (loaded ? marks : heard).push(mark);
      news();
    },
    startLive(offset) {
      liveEnd = offset;
      news();
    },
    stopLive() {
      liveEnd = null;
      ring.clear();
      news();
    },
    finish(end, finalOffset) {
      liveEnd = null;
      ended = { end, finalOffset };
      news();
    },
  };
}
