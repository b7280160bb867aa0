import { AoError, type ErrorCode, toAoError } from '@ao/domain';

const CODES: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
  EFBIG: 'DISK_FULL',
  EACCES: 'HOME_NOT_WRITABLE',
  EPERM: 'HOME_NOT_WRITABLE',
  EROFS: 'HOME_NOT_WRITABLE',
  ENOTDIR: 'HOME_NOT_WRITABLE',
  EEXIST: 'HOME_NOT_WRITABLE',
  ENOENT: 'HOME_NOT_WRITABLE',
  ELOOP: 'HOME_NOT_WRITABLE',
  ENAMETOOLONG: 'HOME_NOT_WRITABLE',
};

/** Turns what the file system threw into an {@link AoError} that says what to do. */
export function toFileError(thrown: unknown, doing: string): AoError {
  const systemCode = systemCodeOf(thrown);
  const code = CODES[systemCode];
  if (code === undefined) return toAoError(thrown, doing);
  const { message } = new AoError(code);
  return new AoError(code, { message: `${message} (${systemCode} while ${doing})`, details: { systemCode }, cause: thrown });
}

/** The code of a system error such as `ENOENT`; empty for anything else. */
export function systemCodeOf(thrown: unknown): string {
  const code: unknown = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  return typeof code === 'string' ? code : '';
}
