import type { ErrorCode } from '@ao/domain';

/** Codes of naming one pull request. */
export const FIND_ERRORS = ['PULL_REQUEST_NOT_FOUND', 'PULL_REQUEST_AMBIGUOUS', 'TOKEN_SCOPE'] as const satisfies readonly ErrorCode[];

/** Codes of asking the code host. */
export const HOST_ERRORS = [
  'CODE_HOST_MISSING',
  'FORGE_TOKEN_MISSING',
  'FORGE_TOKEN_REFUSED',
  'FORGE_FORBIDDEN',
  'FORGE_RATE_LIMITED',
  'FORGE_UNAVAILABLE',
  'FORGE_ANSWER_INVALID',
] as const satisfies readonly ErrorCode[];
