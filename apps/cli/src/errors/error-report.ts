import { AoApiError } from '@ao/client';
import { AoError, cleanMessageText, ERROR_CATALOGUE, type ErrorKind, isErrorCode } from '@ao/domain';
import { EXIT_CODES, exitCodeFor } from './exit-codes.ts';
import { usageMessage } from './usage-message.ts';

/** An error, ready to be told. */
export interface ErrorReport {
  readonly exitCode: number;
  /** For people, at most three lines. */
  readonly text: string;
  /** The rest, for `--verbose`; empty when there is none. */
  readonly more: string;
  readonly json: {
    readonly code: string;
    readonly message: string;
    readonly details: Readonly<Record<string, unknown>>;
    readonly requestId: string | null;
  };
}

/** The longest error text in lines. */
const MAX_LINES = 3;

/**
 * Turns whatever was thrown into a report: errors of ours, of the daemon, of the command line parser, and bugs.
 *
 * @param command - the command that was called, with blanks, for example `session get`; it says where to look.
 */
export function describeError(error: unknown, command: string | null = null): ErrorReport {
  if (error instanceof AoApiError) {
    return report(error.code, error.kind ?? kindOf(error.code), error.message, error.details, error.requestId, error.cause);
  }
  if (AoError.isInstance(error)) return report(error.code, error.kind, error.message, error.details, null, error.cause);
  if (isUsageError(error)) return usageReport(usageMessage(error, command));
  const message = error instanceof Error ? error.message : String(error);
  return report('INTERNAL', 'internal', `Something went wrong inside ao: ${message}`, {}, null, error);
}

function report(
  code: string,
  kind: ErrorKind,
  message: string,
  details: Readonly<Record<string, unknown>>,
  requestId: string | null,
  cause: unknown,
): ErrorReport {
  const more = [
    `code ${code}`,
    ...(requestId === null ? [] : [`request ${requestId} (the daemon's log has it)`]),
    ...(Object.keys(details).length === 0 ? [] : [`details ${JSON.stringify(details)}`]),
    ...(cause instanceof Error ? [cause.stack ?? cause.message] : []),
  ].join('\n');
  // Errors quote git, agents and code hosts, whose words must not reach the terminal as commands.
  const text = cleanMessageText(message).split('\n').slice(0, MAX_LINES).join('\n');
  return { exitCode: exitCodeFor({ kind, code }), text, more: cleanMessageText(more), json: { code, message, details, requestId } };
}

function kindOf(code: string): ErrorKind {
  return isErrorCode(code) ? ERROR_CATALOGUE[code].kind : 'internal';
}

interface UsageError extends Error {
  readonly oclif: { readonly exit: number };
}

/** The parser's own errors carry the exit code 2. */
function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && 'oclif' in error && (error as UsageError).oclif?.exit === EXIT_CODES.usage;
}

/** The report of a command line that cannot be understood. */
export function usageReport(message: string): ErrorReport {
  return { exitCode: EXIT_CODES.usage, text: message, more: '', json: { code: 'USAGE', message, details: {}, requestId: null } };
}
