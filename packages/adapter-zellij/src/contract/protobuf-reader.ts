/** One field of a message: numbers as they are, everything else as bytes. */
export interface ReadField {
  readonly field: number;
  readonly value: number | Buffer;
}

const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

/**
 * The fields of a message in the order in which they stand. Unknown ones are answered too: a newer zellij may add some.
 *
 * @throws RangeError when the bytes are no message
 */
export function readFields(bytes: Buffer): readonly ReadField[] {
  const fields: ReadField[] = [];
  let at = 0;

  function take(count: number): Buffer {
    if (count > bytes.length - at) throw new RangeError('the message ends in the middle of a field');
    at += count;
    return bytes.subarray(at - count, at);
  }
  function varint(): number {
    let value = 0;
    for (let scale = 1; scale <= 2 ** 63; scale *= 0x80) {
      const byte = take(1)[0] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
    throw new RangeError('a number is too long');
  }

  while (at < bytes.length) {
    const tag = varint();
    const field = Math.floor(tag / 8);
    const wireType = tag % 8;
    if (wireType === VARINT) fields.push({ field, value: varint() });
    else if (wireType === LENGTH_DELIMITED) fields.push({ field, value: take(varint()) });
    else if (wireType === FIXED64) take(8);
    else if (wireType === FIXED32) take(4);
    else throw new RangeError(`the wire type ${wireType} is unknown`);
  }
  return fields;
}
