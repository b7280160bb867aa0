import type { IdentifierSource } from '@ao/ports';

/** Identifiers that count up, so that a test can name them: `m-1`, `m-2`, and UUIDs that end in the number. */
export function createCountingIdentifiers(): IdentifierSource {
  let count = 0;
  return {
    create: (prefix) => `${prefix}${++count}`,
    uuid: () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`,
  };
}
