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
  let rest = '';
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
      rest += decoder.decode(chunk, { stream: true });
      // A carriage return at the very end may be half of a line end.
      const lines = rest.split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
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
