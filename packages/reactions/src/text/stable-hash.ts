const OFFSET = 0x6c62272e07bb014262b821756295c58dn;
const PRIME = 0x0000000001000000000000000000013bn;

/**
 * A short name for a list of texts: the same texts always give the same one, on every machine and in every version. FNV-1a of 128 bits
 * as 32 hexadecimal digits. It keeps apart what differs by accident; it does not withstand somebody who looks for two that collide.
 */
export function stableHash(texts: readonly string[]): string {
  let hash = OFFSET;
  // Percent-encoded UTF-8 has no line feed, so that no two lists give the same bytes.
  for (const character of texts.map((text) => encodeURIComponent(text.toWellFormed())).join('\n')) {
    hash = BigInt.asUintN(128, (hash ^ BigInt(character.charCodeAt(0))) * PRIME);
  }
  return hash.toString(16).padStart(32, '0');
}
