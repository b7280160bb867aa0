/** One frame of a stream of server-sent events. */
export interface SseFrame {
  /** The place in the stream, when the frame tells it; it may come without data. */
  readonly id: string | null;
  readonly event: string;
  /** Null when the frame only moves the place. */
  readonly data: string | null;
}

/** Takes a stream apart as it comes in, wherever it is cut. Comments and retry hints are left out. */
export interface SseParser {
  push(chunk: Uint8Array): readonly SseFrame[];
}

/** Makes a parser for one stream. What stands behind the last empty line when the stream ends is no frame. */
export function createSseParser(): SseParser {
  const decoder = new TextDecoder();
  /** Pieces of the line that has not ended yet: put together once, however long it is and in however many chunks it comes. */
  let pending: string[] = [];
  let endsInReturn = false;
  let id: string | null = null;
  let event = '';
  let data: string[] = [];

  function takeLine(line: string): void {
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1));
    if (field === 'data') data.push(value);
    else if (field === 'event') event = value;
    else if (field === 'id' && !value.includes('\u0000')) id = value;
  }

  function takeFrame(): SseFrame | null {
    const frame = { id, event: event === '' ? 'message' : event, data: data.length === 0 ? null : data.join('\n') };
    id = null;
    event = '';
    data = [];
    return frame.id === null && frame.data === null ? null : frame;
  }

  return {
    push(chunk) {
      const frames: SseFrame[] = [];
      const decoded = decoder.decode(chunk, { stream: true });
      if (decoded === '') return frames;
      // A carriage return at the very end may be half of a line end.
      const text = endsInReturn ? `\r${decoded}` : decoded;
      endsInReturn = text.endsWith('\r');
      const lines = (endsInReturn ? text.slice(0, -1) : text).split(/\r\n|\n|\r/);
      const rest = lines.pop() ?? '';
      if (lines[0] !== undefined) {
        lines[0] = pending.join('') + lines[0];
        pending = [];
      }
      pending.push(rest);
      for (const line of lines) {
        if (line !== '') {
          takeLine(line);
          continue;
        }
        const frame = takeFrame();
        if (frame !== null) frames.push(frame);
      }
      return frames;
    },
  };
}
