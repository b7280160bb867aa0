import { randomBytes, randomUUID } from 'node:crypto';
import type { IdentifierSource } from '@ao/ports';

/** 80 bits: no two ever meet, and nobody guesses one. */
const IDENTIFIER_BYTES = 10;

/** Unguessable identifiers from the system's random source. */
export function createRandomIdentifiers(): IdentifierSource {
  return {
    create: (prefix) => `${prefix}${randomBytes(IDENTIFIER_BYTES).toString('hex')}`,
    uuid: () => randomUUID(),
  };
}
