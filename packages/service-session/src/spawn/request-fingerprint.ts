import type { SpawnRequest } from '../session-service.ts';

/** Two independent starts, so that two different requests practically never have the same fingerprint. */
const SEEDS = [0x811c9dc5, 0x9747b28c] as const;
const PRIME = 0x01000193;

/**
 * Recognises a request that is sent again with the same idempotency key. It guards against mistakes, not against malice: whoever
 * knows the key may spawn anyway.
 */
export function fingerprintOf(request: SpawnRequest): string {
  const { idempotencyKey: _key, ...rest } = request;
  const fields = Object.entries(rest).filter(([, value]) => value !== undefined);
  const text = JSON.stringify(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
  const hashes = SEEDS.map((seed) => hash(text, seed).toString(16).padStart(8, '0'));
  return `${hashes.join('')}-${text.length}`;
}

/** FNV-1a over the UTF-16 code units. */
function hash(text: string, seed: number): number {
  let value = seed;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), PRIME);
  return value >>> 0;
}
