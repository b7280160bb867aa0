import type { ErrorCode } from '@ao/domain';
import { FORGE_ERRORS } from '../../errors/forge-errors.ts';

/** Codes of naming one pull request. */
export const FIND_ERRORS = ['PULL_REQUEST_NOT_FOUND', 'PULL_REQUEST_AMBIGUOUS', 'TOKEN_SCOPE'] as const satisfies readonly ErrorCode[];

/** Codes of asking the code host. */
export const HOST_ERRORS = ['CODE_HOST_MISSING', ...FORGE_ERRORS] as const satisfies readonly ErrorCode[];
