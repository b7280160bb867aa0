/** Every message stands behind its length, four bytes with the lowest first. */
const HEADER_BYTES = 4;
/** Longer than anything zellij sends; a larger number means that the other side speaks something else. */
const LONGEST_MESSAGE_BYTES = 256 * 1024 * 1024;

/** A message as it goes over the wire. */
export function frameOf(message: Uint8Array): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(message.length);
  return Buffer.concat([header, message]);
}

/** Cuts a stream of bytes into messages. */
export interface MessageFrames {
  /**
   * Takes what came and answers the messages that are complete now.
   *
   * @throws RangeError when this is no stream of messages
   */
  push(chunk: Buffer): readonly Buffer[];
}

/** Makes a cutter for one connection. */
export function createMessageFrames(): MessageFrames {
  let chunks: Buffer[] = [];
  let heldBytes = 0;
  /** How many bytes must be there before anything can be done. */
  let neededBytes = HEADER_BYTES;

  return {
    push(chunk) {
      chunks.push(chunk);
      heldBytes += chunk.length;
      const messages: Buffer[] = [];
      while (heldBytes >= neededBytes) {
        let held = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
        const length = held.readUInt32LE(0);
        if (length > LONGEST_MESSAGE_BYTES) throw new RangeError(`a message of ${length} bytes was announced`);
        neededBytes = HEADER_BYTES + length;
        if (heldBytes >= neededBytes) {
          messages.push(held.subarray(HEADER_BYTES, neededBytes));
          held = held.subarray(neededBytes);
          neededBytes = HEADER_BYTES;
        }
        chunks = [held];
        heldBytes = held.length;
      }
      return messages;
    },
  };
}
