import { AoError, type ErrorCode } from '@ao/domain';

const CODES: readonly (readonly [prefix: string, code: ErrorCode])[] = [
  ['SQLITE_BUSY', 'DATABASE_BUSY'],
  ['SQLITE_LOCKED', 'DATABASE_BUSY'],
  ['SQLITE_FULL', 'DISK_FULL'],
  // A write the system refuses for want of room under a quota or a size limit is reported as a plain failed write.
  ['SQLITE_IOERR_WRITE', 'DISK_FULL'],
  ['SQLITE_IOERR_SHMSIZE', 'DISK_FULL'],
  ['SQLITE_READONLY', 'HOME_NOT_WRITABLE'],
  ['SQLITE_CANTOPEN', 'HOME_NOT_WRITABLE'],
  ['SQLITE_PERM', 'HOME_NOT_WRITABLE'],
  ['SQLITE_CORRUPT', 'DATABASE_CORRUPT'],
  ['SQLITE_NOTADB', 'DATABASE_CORRUPT'],
  ['ENOSPC', 'DISK_FULL'],
  ['EDQUOT', 'DISK_FULL'],
  ['EFBIG', 'DISK_FULL'],
  ['EACCES', 'HOME_NOT_WRITABLE'],
  ['EPERM', 'HOME_NOT_WRITABLE'],
  ['EROFS', 'HOME_NOT_WRITABLE'],
  ['ENOENT', 'HOME_NOT_WRITABLE'],
  ['ENOTDIR', 'HOME_NOT_WRITABLE'],
  ['EEXIST', 'HOME_NOT_WRITABLE'],
];

/**
 * Turns what SQLite or the file system threw into an {@link AoError} that says what to do. Errors of our own pass unchanged.
 *
 * @param doing - the name of the statement, or what was being done; part of the message, so that a log line says where.
 */
export function toStorageError(thrown: unknown, doing: string): AoError {
  if (AoError.isInstance(thrown)) return thrown;
  const cause = rootCause(thrown);
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (cause instanceof TypeError && reason === 'The database connection is not open') {
    return new AoError('DAEMON_STOPPING', { cause, details: { statement: doing } });
  }
  const systemCode = codeOf(cause);
  const code = CODES.find(([prefix]) => systemCode.startsWith(prefix))?.[1];
  const details = { statement: doing, systemCode };
  if (code === undefined) return new AoError('INTERNAL', { message: `Storage failed at "${doing}": ${reason}`, details, cause });
  const catalogued = new AoError(code);
  return new AoError(code, { message: `${catalogued.message} (${doing}: ${reason})`, details, cause });
}

/** The query builder wraps what the driver threw. */
function rootCause(thrown: unknown): unknown {
  return thrown instanceof Error && codeOf(thrown) === '' && thrown.cause instanceof Error ? thrown.cause : thrown;
}

function codeOf(thrown: unknown): string {
  const code: unknown = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
  return typeof code === 'string' ? code : '';
}
