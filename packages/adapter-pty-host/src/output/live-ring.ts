/** The newest output, as it came from the host. */
export interface LiveRing {
  push(offset: number, bytes: Buffer): void;
  /** What is held from an offset on: at most one piece, at most up to `limit`. Null when that offset is not held. */
  read(offset: number, limit: number): Buffer | null;
  /** The oldest offset held; null when nothing is. */
  begin(): number | null;
  /** Offset behind the newest byte; null when nothing is held. */
  end(): number | null;
  clear(): void;
}

/**
 * Holds output until it is certain to be in the log, which takes the host a few milliseconds. A reader that falls behind further
 * reads from the log.
 */
export function createLiveRing(limitBytes: number): LiveRing {
  let pieces: { readonly offset: number; readonly bytes: Buffer }[] = [];
  let heldBytes = 0;

  const begin = () => pieces[0]?.offset ?? null;
  const end = () => {
    const last = pieces.at(-1);
    return last === undefined ? null : last.offset + last.bytes.length;
  };

  return {
    push(offset, bytes) {
      if (offset !== (end() ?? offset)) {
        pieces = [];
        heldBytes = 0;
      }
      pieces.push({ offset, bytes });
      heldBytes += bytes.length;
      while (heldBytes > limitBytes && pieces.length > 1) heldBytes -= pieces.shift()?.bytes.length ?? 0;
    },
    read(offset, limit) {
      const piece = pieces.findLast((candidate) => candidate.offset <= offset);
      if (piece === undefined || offset >= piece.offset + piece.bytes.length || limit <= offset) return null;
      return piece.bytes.subarray(offset - piece.offset, limit - piece.offset);
    },
    begin,
    end,
    clear() {
      pieces = [];
      heldBytes = 0;
    },
  };
}
