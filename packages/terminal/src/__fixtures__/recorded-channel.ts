import type { TerminalChannel } from '../hub/terminal-channel.ts';
import { type BinaryFrame, decodeBinaryFrame } from '../protocol/binary-frame.ts';
import type { ServerFrame } from '../protocol/server-frame.ts';

/** A channel that keeps what it was given, in one list, in order. */
export function createRecordedChannel() {
  const sent: (ServerFrame | (BinaryFrame & { readonly text: string }))[] = [];
  const closed: { code: number; reason: string }[] = [];
  let buffered = 0;
  const channel: TerminalChannel = {
    sendText: (text) => void sent.push(JSON.parse(text) as ServerFrame),
    sendBinary(bytes) {
      const frame = decodeBinaryFrame(bytes);
      if (frame !== null) sent.push({ ...frame, text: new TextDecoder().decode(frame.bytes) });
    },
    bufferedBytes: () => buffered,
    close: (code, reason) => void closed.push({ code, reason }),
  };
  return {
    channel,
    sent,
    closed,
    setBuffered: (bytes: number) => void (buffered = bytes),
    /** The control frames of one type. */
    ofType: (type: string) => sent.filter((frame) => 'type' in frame && frame.type === type),
    /** All data of one stream, put together. */
    data: (stream: number) => sent.flatMap((frame) => ('kind' in frame && frame.kind === 'data' && frame.stream === stream ? [frame.text] : [])).join(''),
  };
}
