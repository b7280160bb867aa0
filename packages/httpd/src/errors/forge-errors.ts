import type { ErrorCode } from '@ao/domain';

/** Codes of everything that asks a code host or its tracker. */
export const FORGE_ERRORS = [
  'FORGE_TOKEN_MISSING',
  'FORGE_TOKEN_REFUSED',
  'FORGE_FORBIDDEN',
  'FORGE_RATE_LIMITED',
  'FORGE_UNAVAILABLE',
  'FORGE_ANSWER_INVALID',
] as const satisfies readonly ErrorCode[];
