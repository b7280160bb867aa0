/** Named like the `type` of its data, so that both kinds of client find it. */
interface FrameData {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Keeps proxies and clients sure that the stream lives. */
const HEARTBEAT = ': heartbeat\n';

/** How long clients shall wait before they connect again. */
const RETRY_HINT_MS = 1000;

/** The first bytes of every stream. */
export const PREAMBLE_FRAME = Buffer.from(`retry: ${RETRY_HINT_MS}\n\n`);

/** One server-sent event. Encoded once and written to every stream, because encoding costs more than sending. */
export function eventFrame(data: FrameData, id?: number): Buffer {
  const idLine = id === undefined ? '' : `id: ${id}\n`;
  return Buffer.from(`${idLine}event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`);
}

/**
 * A comment; with a cursor also the new place of the client. A filtered stream may be quiet for a long time, and its cursor must not
 * grow too old meanwhile.
 */
export function heartbeatFrame(cursor: number | null): Buffer {
  return Buffer.from(cursor === null ? `${HEARTBEAT}\n` : `${HEARTBEAT}id: ${cursor}\n\n`);
}
