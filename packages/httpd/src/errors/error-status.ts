import type { AoError, ErrorCode, ErrorKind } from '@ao/domain';

/** The status codes errors are answered with. */
export type ErrorStatus = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 426 | 429 | 500 | 503 | 504;

/** The only place where a kind of error becomes a status code. */
export const STATUS_BY_KIND = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  unprocessable: 422,
  too_many: 429,
  internal: 500,
  unavailable: 503,
  timeout: 504,
} as const satisfies Record<ErrorKind, ErrorStatus>;

/** Errors of the protocol itself, for which HTTP has a code of its own. */
export const STATUS_BY_CODE: Partial<Record<ErrorCode, ErrorStatus>> = {
  METHOD_NOT_ALLOWED: 405,
  BODY_TOO_LARGE: 413,
  UNSUPPORTED_CONTENT_TYPE: 415,
  UPGRADE_REQUIRED: 426,
};

/** The status code an error is answered with. */
export function statusOf(error: Pick<AoError, 'code' | 'kind'>): ErrorStatus {
  return STATUS_BY_CODE[error.code] ?? STATUS_BY_KIND[error.kind];
}
