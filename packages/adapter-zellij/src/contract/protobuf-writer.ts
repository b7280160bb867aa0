/** Wire types of protocol buffers, as far as they are written here. */
const VARINT = 0;
const LENGTH_DELIMITED = 2;

/** A field that holds a whole number, at most 2^53. */
export function numberField(field: number, value: number): Buffer {
  return Buffer.concat([varint(field * 8 + VARINT), varint(value)]);
}

/** A field that holds text, bytes or another message. */
export function bytesField(field: number, value: string | Uint8Array): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  return Buffer.concat([varint(field * 8 + LENGTH_DELIMITED), varint(bytes.length), bytes]);
}

/** A field that holds a message made of other fields. */
export function messageField(field: number, ...fields: readonly Uint8Array[]): Buffer {
  return bytesField(field, Buffer.concat(fields));
}

/** A field that holds many small numbers, one for each byte. */
export function packedBytesField(field: number, bytes: Uint8Array): Buffer {
  // Numbers from 128 on take two bytes.
  const packed = Buffer.allocUnsafe(bytes.length * 2);
  let length = 0;
  for (const byte of bytes) {
    if (byte < 0x80) packed[length++] = byte;
    else {
      packed[length++] = byte;
      packed[length++] = 1;
    }
  }
  return bytesField(field, packed.subarray(0, length));
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  bytes.push(rest);
  return Buffer.from(bytes);
}
