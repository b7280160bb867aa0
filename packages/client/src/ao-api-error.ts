import type { ErrorCode, Problem } from './api-types.ts';

/** What an {@link AoApiError} is made of. */
export interface AoApiErrorFields {
  /** A code of this version, or one of a newer daemon. */
  readonly code: ErrorCode | (string & {});
  readonly message: string;
  readonly kind?: Problem['kind'] | undefined;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  readonly requestId?: string | null | undefined;
  readonly cause?: unknown;
}

/**
 * Everything that can go wrong with a request, except that it was aborted (then the signal's reason is thrown).
 *
 * - `code` is stable and documented; for one operation the possible codes stand in `x-error-codes` of the OpenAPI document
 * - `DAEMON_NOT_RUNNING`: nothing answers at the address. `DAEMON_NOT_RESPONDING`: something listens there, and says nothing
 * - `UNEXPECTED_ANSWER`: something answers that is not this API
 */
export class AoApiError extends Error {
  readonly code: AoApiErrorFields['code'];
  /** What sort of failure it is; null when the daemon did not say. */
  readonly kind: Problem['kind'] | null;
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;
  /** Stands in the daemon's log; null when there was no answer. */
  readonly requestId: string | null;

  constructor(fields: AoApiErrorFields) {
    super(fields.message, fields.cause === undefined ? undefined : { cause: fields.cause });
    this.name = 'AoApiError';
    this.code = fields.code;
    this.kind = fields.kind ?? null;
    this.status = fields.status;
    this.details = fields.details ?? {};
    this.requestId = fields.requestId ?? null;
  }
}
