import { type AoError, ERROR_CATALOGUE } from '@ao/domain';
import { statusOf } from './error-status.ts';

/** Content type of every error answer (RFC 9457). */
export const PROBLEM_CONTENT_TYPE = 'application/problem+json';

/** The body of an error answer. */
export interface Problem {
  /** Always `urn:ao:error:<code>`. */
  readonly type: string;
  /** What the code means, the same for every occurrence. */
  readonly title: string;
  readonly status: number;
  /** What happened this time and what to do next. */
  readonly detail: string;
  readonly code: string;
  readonly kind: string;
  /** Stands in the daemon's log, too. */
  readonly requestId: string;
  /** Facts a program may read; empty for most errors. */
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * Describes an error for the client. Of internal errors nothing but the code is told: their message may hold paths or queries,
 * and stands in the log under the request id.
 */
export function problemOf(error: AoError, requestId: string): Problem {
  const entry = ERROR_CATALOGUE[error.code];
  const isInternal = error.kind === 'internal';
  return {
    type: `urn:ao:error:${error.code}`,
    title: entry.summary,
    status: statusOf(error),
    detail: isInternal ? `${entry.summary} ${entry.nextStep}` : error.message,
    code: error.code,
    kind: error.kind,
    requestId,
    details: isInternal ? {} : error.details,
  };
}
