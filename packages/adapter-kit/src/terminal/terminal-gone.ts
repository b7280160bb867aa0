import { AoError } from '@ao/domain';

/** The error for a terminal that is not there, or whose program has ended. */
export function terminalGone(reason: string, cause?: unknown): AoError {
  return new AoError('RUNTIME_GONE', { message: `The terminal is gone: ${reason}. Restore the session.`, details: { reason }, cause });
}
