import { AoError, type ErrorCode } from '@ao/domain';
import { expect, test } from 'vitest';
import { toStorageError } from './storage-error.ts';

function failure(code: string): Error {
  return Object.assign(new Error(`failed with ${code}`), { code });
}

test.each<[string, ErrorCode]>([
  ['SQLITE_BUSY', 'DATABASE_BUSY'],
  ['SQLITE_BUSY_SNAPSHOT', 'DATABASE_BUSY'],
  ['SQLITE_LOCKED', 'DATABASE_BUSY'],
  ['SQLITE_FULL', 'DISK_FULL'],
  ['SQLITE_IOERR_WRITE', 'DISK_FULL'],
  ['ENOSPC', 'DISK_FULL'],
  ['EDQUOT', 'DISK_FULL'],
  ['SQLITE_READONLY_DBMOVED', 'HOME_NOT_WRITABLE'],
  ['SQLITE_CANTOPEN', 'HOME_NOT_WRITABLE'],
  ['EACCES', 'HOME_NOT_WRITABLE'],
  ['EROFS', 'HOME_NOT_WRITABLE'],
  ['SQLITE_CORRUPT_VTAB', 'DATABASE_CORRUPT'],
  ['SQLITE_NOTADB', 'DATABASE_CORRUPT'],
  ['SQLITE_CONSTRAINT_FOREIGNKEY', 'INTERNAL'],
  ['SQLITE_IOERR_READ', 'INTERNAL'],
])('%s becomes %s, with the statement and the cause', (systemCode, code) => {
  const cause = failure(systemCode);
  const error = toStorageError(cause, 'sessions.insert');
  expect(error).toMatchObject({ code, cause, details: { statement: 'sessions.insert', systemCode } });
  expect(error.message).toContain('sessions.insert');
  expect(error.message).toContain(cause.message);
});

test('errors of our own pass unchanged', () => {
  const error = new AoError('SESSION_BUSY');
  expect(toStorageError(error, 'x')).toBe(error);
});

test('what the query builder wrapped is unwrapped', () => {
  const wrapped = new Error('Failed query: insert …', { cause: failure('SQLITE_FULL') });
  expect(toStorageError(wrapped, 'x').code).toBe('DISK_FULL');
});

test('anything else is an internal failure that says where', () => {
  expect(toStorageError('strange', 'x')).toMatchObject({ code: 'INTERNAL', message: 'Storage failed at "x": strange' });
});
