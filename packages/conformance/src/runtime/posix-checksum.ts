/** The checksum of POSIX `cksum`. */
export function cksum(bytes: Uint8Array): number {
  let sum = 0;
  const take = (byte: number) => {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum & 0x80000000) === 0 ? sum << 1 : (sum << 1) ^ 0x04c11db7;
  };
  for (const byte of bytes) take(byte);
  for (let length = bytes.length; length > 0; length >>>= 8) take(length & 0xff);
  return ~sum >>> 0;
}
