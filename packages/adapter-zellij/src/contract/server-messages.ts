import { readFields } from './protobuf-reader.ts';

/** What zellij's server says, as far as it matters here. */
export type ServerMessage =
  /** What to draw, as escape sequences. */
  | { readonly type: 'render'; readonly content: Buffer }
  /** An action was carried out. */
  | { readonly type: 'done' }
  /** The answer to a question. */
  | { readonly type: 'answer'; readonly lines: readonly string[] }
  /** An action was refused. */
  | { readonly type: 'refused'; readonly lines: readonly string[] }
  /** The client has to go: the session has ended, or does not want it. */
  | { readonly type: 'exit' }
  /** The program asks its terminal something, and zellij passes it on. */
  | { readonly type: 'query'; readonly token: number }
  /** Something for other kinds of clients. */
  | { readonly type: 'other' };

/** Numbers of the fields in `server_to_client.proto`, contract version 1. */
const MESSAGE = { render: 1, unblockInput: 2, exit: 3, log: 5, logError: 6, forwardQuery: 16 } as const;

/**
 * Reads one message of the server.
 *
 * @throws RangeError when the bytes are no message
 */
export function readServerMessage(bytes: Buffer): ServerMessage {
  const [first] = readFields(bytes);
  if (first === undefined || typeof first.value === 'number') return { type: 'other' };
  const fields = readFields(first.value);
  const lines = () => fields.filter(({ field }) => field === 1).map(({ value }) => value.toString());
  const [content] = fields;
  switch (first.field) {
    case MESSAGE.render:
      return { type: 'render', content: Buffer.isBuffer(content?.value) ? content.value : Buffer.alloc(0) };
    case MESSAGE.unblockInput:
      return { type: 'done' };
    case MESSAGE.exit:
      return { type: 'exit' };
    case MESSAGE.log:
      return { type: 'answer', lines: lines() };
    case MESSAGE.logError:
      return { type: 'refused', lines: lines() };
    case MESSAGE.forwardQuery: {
      const token = fields.find(({ field }) => field === 1)?.value;
      // Zero is not written on the wire.
      return { type: 'query', token: typeof token === 'number' ? token : 0 };
    }
    default:
      return { type: 'other' };
  }
}
