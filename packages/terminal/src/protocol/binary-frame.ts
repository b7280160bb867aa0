/**
 * What a binary frame carries.
 *
 * - `data`: output of the terminal, from daemon to client
 * - `snapshot`: escape sequences that draw the whole terminal on a reset one, from daemon to client
 * - `input`: typed bytes, from client to daemon; their offset is 0
 */
export type BinaryFrameKind = 'data' | 'snapshot' | 'input';

/** A binary frame, taken apart. */
export interface BinaryFrame {
  readonly kind: BinaryFrameKind;
  /** The stream it belongs to, as the client numbered it. */
  readonly stream: number;
  /** Where in the terminal's output it begins; for a snapshot, the output it stands for. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** Kind (1 byte), zeros (3), stream (4, big endian), offset (8, big endian), then the bytes. */
export const BINARY_HEADER_BYTES = 16;

const KIND_BYTES = { data: 1, snapshot: 2, input: 3 } as const satisfies Record<BinaryFrameKind, number>;
const KINDS: ReadonlyMap<number, BinaryFrameKind> = new Map(
  Object.entries(KIND_BYTES).map(([kind, byte]) => [byte, kind as BinaryFrameKind]),
);

const WORD = 2 ** 32;

/** Builds a frame. The bytes are copied, so that what they were cut from may be used again. */
export function encodeBinaryFrame(frame: BinaryFrame): Uint8Array {
  const encoded = new Uint8Array(BINARY_HEADER_BYTES + frame.bytes.length);
  const view = new DataView(encoded.buffer);
  view.setUint8(0, KIND_BYTES[frame.kind]);
  view.setUint32(4, frame.stream);
  view.setUint32(8, Math.floor(frame.offset / WORD));
  view.setUint32(12, frame.offset % WORD);
  encoded.set(frame.bytes, BINARY_HEADER_BYTES);
  return encoded;
}

/** Takes a frame apart; null when it is none. Its bytes share the memory of what was given. */
export function decodeBinaryFrame(encoded: Uint8Array): BinaryFrame | null {
  if (encoded.length < BINARY_HEADER_BYTES) return null;
  const view = new DataView(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  const kind = KINDS.get(view.getUint8(0));
  if (kind === undefined) return null;
  const offset = view.getUint32(8) * WORD + view.getUint32(12);
  return { kind, stream: view.getUint32(4), offset, bytes: encoded.subarray(BINARY_HEADER_BYTES) };
}
