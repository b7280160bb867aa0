/** opencode counts 4096 identifiers for every millisecond, and keeps 48 bits of the count. */
const PER_MILLISECOND = 0x1000;
const KEPT_HEX_DIGITS = 12;
const WRAPS_AFTER_MS = 2 ** (KEPT_HEX_DIGITS * 4) / PER_MILLISECOND;

/** Clocks of one machine agree; what claims to be older or newer than this was not made the way we know. */
const BELIEVED_AGE_MS = 7 * 24 * 60 * 60_000;

const ASCENDING = /^(?:evt|per|que|msg|prt)_([0-9a-f]{12})/;

/**
 * When opencode made an identifier (of an event, a permission, a message): its first twelve hexadecimal digits are a count of time.
 *
 * @param now - the present time; answered when the identifier tells none that can be believed.
 */
export function timeOfIdentifier(identifier: string | undefined, now: number): number {
  const digits = ASCENDING.exec(identifier ?? '')?.[1];
  if (digits === undefined) return now;
  const kept = Math.floor(Number.parseInt(digits, 16) / PER_MILLISECOND);
  const age = (((now - kept) % WRAPS_AFTER_MS) + WRAPS_AFTER_MS) % WRAPS_AFTER_MS;
  return age <= BELIEVED_AGE_MS ? now - age : now;
}
