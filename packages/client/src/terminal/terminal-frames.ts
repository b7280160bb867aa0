/** The subprotocol of terminal connections. */
export const TERMINAL_SUBPROTOCOL = 'ao.terminal.v1';

/** Browsers can send no headers with a WebSocket: the token is offered as a subprotocol with this prefix. */
export const TOKEN_SUBPROTOCOL_PREFIX = 'ao.bearer.';

/** Size of a terminal in character cells. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** `control` types and sets the size, `observe` only looks. */
export type TerminalMode = 'control' | 'observe';

/** How a program ended. */
export interface TerminalExit {
  readonly at: number;
  readonly code: number | null;
  readonly signal: string | null;
  readonly evidence: string;
}

/** What a client says, see docs/terminal-protocol.md. */
export type ClientFrame =
  | {
      readonly type: 'open';
      readonly stream: number;
      readonly session: string;
      readonly mode: TerminalMode;
      readonly size?: TerminalSize | undefined;
      readonly resumeFrom?: number | undefined;
      /** The terminal that `resumeFrom` counts in; in another one it means nothing. */
      readonly terminal?: string | undefined;
      readonly takeover?: boolean | undefined;
      readonly scrollbackLines?: number | undefined;
    }
  | { readonly type: 'resize'; readonly stream: number; readonly size: TerminalSize }
  | { readonly type: 'credit'; readonly stream: number; readonly bytes: number }
  | { readonly type: 'control' | 'observe' | 'close'; readonly stream: number };

/** What the daemon says. */
export type ServerFrame =
  | { readonly type: 'opened'; readonly stream: number; readonly mode: TerminalMode; readonly terminal?: string | undefined }
  | { readonly type: 'snapshot'; readonly stream: number; readonly offset: number; readonly size: TerminalSize; readonly bytes: number }
  | { readonly type: 'resumed'; readonly stream: number; readonly offset: number }
  | { readonly type: 'size'; readonly stream: number; readonly size: TerminalSize }
  | { readonly type: 'mode'; readonly stream: number; readonly mode: TerminalMode }
  | { readonly type: 'exit'; readonly stream: number; readonly exit: TerminalExit }
  | { readonly type: 'closed'; readonly stream: number; readonly reason: 'client' | 'lost' | 'stopping' | 'refused' }
  | { readonly type: 'error'; readonly stream: number | null; readonly code: string; readonly message: string };

/** Kind (1 byte), zeros (3), stream (4, big endian), offset (8, big endian), then the bytes. */
const HEADER_BYTES = 16;
const WORD = 2 ** 32;
const KIND_BYTES = { data: 1, snapshot: 2, input: 3 } as const;

/** A binary frame, taken apart. */
export interface BinaryFrame {
  readonly kind: 'data' | 'snapshot';
  readonly stream: number;
  /** Where in the terminal's output it begins; for a snapshot, the output it stands for. */
  readonly offset: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Takes a frame of the daemon apart; null for kinds of a newer one. */
export function decodeBinaryFrame(encoded: ArrayBuffer): BinaryFrame | null {
  if (encoded.byteLength < HEADER_BYTES) return null;
  const view = new DataView(encoded);
  const kindByte = view.getUint8(0);
  const kind = kindByte === KIND_BYTES.data ? 'data' : kindByte === KIND_BYTES.snapshot ? 'snapshot' : null;
  if (kind === null) return null;
  const offset = view.getUint32(8) * WORD + view.getUint32(12);
  return { kind, stream: view.getUint32(4), offset, bytes: new Uint8Array(encoded, HEADER_BYTES) };
}

/** Frames typed bytes. */
export function encodeInput(stream: number, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const encoded = new Uint8Array(HEADER_BYTES + bytes.length);
  const view = new DataView(encoded.buffer);
  view.setUint8(0, KIND_BYTES.input);
  view.setUint32(4, stream);
  encoded.set(bytes, HEADER_BYTES);
  return encoded;
}
