import { AoError } from '@ao/domain';
import { expect, test } from 'vitest';
import { systemCodeOf, toFileError } from './file-error.ts';

const failure = (code: string) => Object.assign(new Error(`${code}: it failed`), { code });

test.each([
  ['ENOSPC', 'DISK_FULL'],
  ['EDQUOT', 'DISK_FULL'],
  ['EFBIG', 'DISK_FULL'],
  ['EACCES', 'HOME_NOT_WRITABLE'],
  ['EPERM', 'HOME_NOT_WRITABLE'],
  ['EROFS', 'HOME_NOT_WRITABLE'],
  ['ENOTDIR', 'HOME_NOT_WRITABLE'],
  ['ELOOP', 'HOME_NOT_WRITABLE'],
  ['EMFILE', 'INTERNAL'],
])('%s becomes %s, with what was being done and the cause', (systemCode, code) => {
  const cause = failure(systemCode);
  const error = toFileError(cause, 'preparing /home/ada/.ao');
  expect(error).toMatchObject({ code, cause });
  expect(error.message).toContain('while preparing /home/ada/.ao');
});

test('a full disk says what to do', () => {
  expect(toFileError(failure('ENOSPC'), 'writing x').message).toBe(
    'The disk is full. Free some space, then try again; nothing was lost. (ENOSPC while writing x)',
  );
});

test('errors of our own pass unchanged', () => {
  const error = new AoError('HOME_UNSAFE');
  expect(toFileError(error, 'x')).toBe(error);
});

test('only system errors have a system code', () => {
  const numbered = Object.assign(new Error('x'), { code: 7 });
  expect([failure('ENOENT'), new Error('x'), numbered, { code: 'ENOENT' }, null].map(systemCodeOf)).toEqual(['ENOENT', '', '', '', '']);
});
