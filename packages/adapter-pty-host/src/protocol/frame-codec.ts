/** Length of the prefix: u32 length of what follows, then u8 kind. Numbers are big-endian. */
const PREFIX_BYTES = 5;
/** Offsets are 48 bits wide: 281 TB of output. */
const OFFSET_BYTES = 6;
/** Longest frame accepted, kind and payload. What is longer is not this protocol. */
export const MAX_FRAME_BYTES = 1024 * 1024;

/** A frame as it came in. The payload is valid during the call only. */
export interface IncomingFrame {
  readonly type: number;
  readonly payload: Buffer;
}

/** Builds one frame. */
export function encodeFrame(type: number, payload: Uint8Array = Buffer.alloc(0)): Buffer {
  const frame = Buffer.allocUnsafe(PREFIX_BYTES + payload.length);
  writePrefix(frame, type, payload.length);
  frame.set(payload, PREFIX_BYTES);
  return frame;
}

/** Builds a frame whose payload is JSON, behind an optional request number. */
export function encodeJson(type: number, value: unknown, request?: number): Buffer {
  const json = Buffer.from(JSON.stringify(value));
  return request === undefined ? encodeFrame(type, json) : encodeFrame(type, Buffer.concat([encodeNumber(request), json]));
}

/** Builds a frame that consists of a request number and bytes. */
export function encodeRequest(type: number, request: number, bytes: Uint8Array = Buffer.alloc(0)): Buffer {
  const frame = Buffer.allocUnsafe(PREFIX_BYTES + 4 + bytes.length);
  writePrefix(frame, type, 4 + bytes.length);
  frame.writeUInt32BE(request, PREFIX_BYTES);
  frame.set(bytes, PREFIX_BYTES + 4);
  return frame;
}

/** Builds the head of a frame that consists of an offset and `length` bytes, which are sent right behind it without being copied. */
export function encodeOffsetHead(type: number, offset: number, length: number): Buffer {
  const head = Buffer.allocUnsafe(PREFIX_BYTES + OFFSET_BYTES);
  writePrefix(head, type, OFFSET_BYTES + length);
  head.writeUIntBE(offset, PREFIX_BYTES, OFFSET_BYTES);
  return head;
}

/** Builds a frame that says from which offset on the terminal has a size. */
export function encodeSize(type: number, offset: number, columns: number, rows: number): Buffer {
  const size = Buffer.allocUnsafe(4);
  size.writeUInt16BE(columns, 0);
  size.writeUInt16BE(rows, 2);
  return Buffer.concat([encodeOffsetHead(type, offset, size.length), size]);
}

/** Builds a frame that points at a part of the output. */
export function encodeRange(type: number, offset: number, length: number): Buffer {
  return Buffer.concat([encodeOffsetHead(type, offset, 4), encodeNumber(length)]);
}

/** The request number at the head of a payload, and what follows. */
export function decodeRequest(payload: Buffer): { readonly request: number; readonly rest: Buffer } {
  return { request: payload.readUInt32BE(0), rest: payload.subarray(4) };
}

/** The offset at the head of a payload, and what follows. */
export function decodeOffset(payload: Buffer): { readonly offset: number; readonly rest: Buffer } {
  return { offset: payload.readUIntBE(0, OFFSET_BYTES), rest: payload.subarray(OFFSET_BYTES) };
}

/** Columns and rows at the head of a payload. */
export function decodeSize(payload: Buffer): { readonly columns: number; readonly rows: number } {
  return { columns: payload.readUInt16BE(0), rows: payload.readUInt16BE(2) };
}

/**
 * Cuts a stream of bytes into frames. Feed it whatever comes in; it calls `onFrame` for each complete frame, in order.
 *
 * @returns the function to feed. It throws when a frame is longer than {@link MAX_FRAME_BYTES}: the connection is then of no use any more.
 */
export function createFrameDecoder(onFrame: (frame: IncomingFrame) => void): (chunk: Buffer) => void {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let needed = PREFIX_BYTES;

  return (chunk) => {
    held.push(chunk);
    heldBytes += chunk.length;
    if (heldBytes < needed) return;
    let rest = held.length === 1 ? chunk : Buffer.concat(held);
    for (;;) {
      needed = PREFIX_BYTES;
      if (rest.length < PREFIX_BYTES) break;
      const length = rest.readUInt32BE(0);
      if (length < 1 || length > MAX_FRAME_BYTES) throw new RangeError(`a frame of ${length} bytes is not part of the protocol`);
      needed = PREFIX_BYTES - 1 + length;
      if (rest.length < needed) break;
      onFrame({ type: rest.readUInt8(4), payload: rest.subarray(PREFIX_BYTES, needed) });
      rest = rest.subarray(needed);
    }
    held = rest.length === 0 ? [] : [rest];
    heldBytes = rest.length;
  };
}

function writePrefix(frame: Buffer, type: number, payloadLength: number): void {
  frame.writeUInt32BE(payloadLength + 1, 0);
  frame.writeUInt8(type, 4);
}

function encodeNumber(value: number): Buffer {
  const number = Buffer.allocUnsafe(4);
  number.writeUInt32BE(value, 0);
  return number;
}
