import type { ErrorKind } from '@ao/domain';

/**
 * What the command answers to a script. Part of the public contract.
 *
 * 0 done · 1 failed · 2 usage · 3 not found · 4 timed out · 5 conflict · 6 daemon not running · 130 interrupted by Ctrl-C
 */
export const EXIT_CODES = {
  done: 0,
  failed: 1,
  usage: 2,
  notFound: 3,
  timedOut: 4,
  conflict: 5,
  daemonNotRunning: 6,
  interrupted: 130,
} as const;

const EXIT_CODE_BY_KIND = {
  bad_request: EXIT_CODES.usage,
  unauthorized: EXIT_CODES.failed,
  forbidden: EXIT_CODES.failed,
  not_found: EXIT_CODES.notFound,
  conflict: EXIT_CODES.conflict,
  unprocessable: EXIT_CODES.failed,
  too_many: EXIT_CODES.failed,
  unavailable: EXIT_CODES.failed,
  timeout: EXIT_CODES.timedOut,
  internal: EXIT_CODES.failed,
} as const satisfies Record<ErrorKind, number>;

/** The exit code for an error of a kind; a daemon that does not run has a code of its own. */
export function exitCodeFor(error: { readonly kind: ErrorKind; readonly code: string }): number {
  return error.code === 'DAEMON_NOT_RUNNING' ? EXIT_CODES.daemonNotRunning : EXIT_CODE_BY_KIND[error.kind];
}
