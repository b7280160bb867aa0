import type { ErrorCode } from '@ao/domain';
import { FORGE_ERRORS } from '../../errors/forge-errors.ts';

/** Codes of everything that reads issues of a project. */
export const TRACKER_ERRORS = [
  'INVALID_PROJECT_ID',
  'PROJECT_NOT_FOUND',
  'TRACKER_MISSING',
  'ISSUE_NOT_FOUND',
  ...FORGE_ERRORS,
] as const satisfies readonly ErrorCode[];

/** Codes of naming one issue. */
export const REFERENCE_ERRORS = ['ISSUE_REFERENCE_INVALID', 'ISSUE_IS_PULL_REQUEST', 'TOKEN_SCOPE'] as const satisfies readonly ErrorCode[];
