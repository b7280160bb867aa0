/** A message longer than this is passed over: opencode sends whole outputs of tools along. */
const MESSAGE_MAX_CHARACTERS = 32 * 1024 * 1024;

/** Reads server-sent events from the pieces of a stream, however it is cut. */
export interface EventStreamReader {
  /** Takes the next piece; answers the data of every message that is complete with it, oldest first. */
  take(piece: Uint8Array): readonly string[];
}

/** Makes a reader at the beginning of a stream. */
export function createEventStreamReader(): EventStreamReader {
  const decoder = new TextDecoder();
  let rest = '';
  let data: string[] = [];
  let length = 0;
  let isTooLong = false;

  function endMessage(messages: string[]): void {
    if (data.length > 0 && !isTooLong) messages.push(data.join('\n'));
    data = [];
    length = 0;
    isTooLong = false;
  }

  function takeLine(line: string, messages: string[]): void {
    if (line === '') return endMessage(messages);
    if (!line.startsWith('data:')) return;
    length += line.length;
    if (length > MESSAGE_MAX_CHARACTERS) [isTooLong, data] = [true, []];
    else data.push(line.slice(line.startsWith('data: ') ? 6 : 5));
  }

  return {
    take(piece) {
      const messages: string[] = [];
      const text = rest + decoder.decode(piece, { stream: true });
      let begin = 0;
      for (let end = lineEnd(text, begin); end !== null; end = lineEnd(text, begin)) {
        takeLine(text.slice(begin, end.at), messages);
        begin = end.next;
      }
      rest = text.slice(begin);
      // A line without an end that is too long already: its beginning is enough to know that.
      if (rest.length > MESSAGE_MAX_CHARACTERS) [isTooLong, rest] = [true, 'data:'];
      return messages;
    },
  };
}

/** Lines end with CR, LF or both. A CR at the very end waits for the next piece: an LF may follow. */
function lineEnd(text: string, from: number): { readonly at: number; readonly next: number } | null {
  const lineFeed = text.indexOf('\n', from);
  const carriageReturn = text.indexOf('\r', from);
  if (carriageReturn === -1 || (lineFeed !== -1 && lineFeed < carriageReturn)) {
    return lineFeed === -1 ? null : { at: lineFeed, next: lineFeed + 1 };
  }
  if (carriageReturn === text.length - 1) return null;
  return { at: carriageReturn, next: lineFeed === carriageReturn + 1 ? lineFeed + 1 : carriageReturn + 1 };
}
