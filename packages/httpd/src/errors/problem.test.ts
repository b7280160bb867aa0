import { AoError, ERROR_CODES } from '@ao/domain';
import { expect, test } from 'vitest';
import { statusOf } from './error-status.ts';
import { problemOf } from './problem.ts';

test('every catalogued code has a status', () => {
  const byStatus: Record<number, number> = {};
  for (const code of ERROR_CODES) {
    const { status } = problemOf(new AoError(code), 'r-1');
    byStatus[status] = (byStatus[status] ?? 0) + 1;
    expect(status).toBeGreaterThanOrEqual(400);
  }
  expect(Object.keys(byStatus).map(Number)).toEqual([400, 401, 403, 404, 405, 409, 413, 415, 422, 426, 429, 500, 503, 504]);
});

test.each([
  ['METHOD_NOT_ALLOWED', 405],
  ['BODY_TOO_LARGE', 413],
  ['UNSUPPORTED_CONTENT_TYPE', 415],
  ['UPGRADE_REQUIRED', 426],
  ['INVALID_REQUEST', 400],
  ['WAIT_TIMEOUT', 504],
] as const)('%s is answered with %i', (code, status) => {
  expect(statusOf(new AoError(code))).toBe(status);
});

test('an error tells what happened, what to do, and its facts', () => {
  const error = new AoError('PROJECT_PATH_TAKEN', { message: 'That folder is the project shop.', details: { projectId: 'shop' } });
  expect(problemOf(error, 'r-1')).toEqual({
    type: 'urn:ao:error:PROJECT_PATH_TAKEN',
    title: 'That folder is already a project.',
    status: 409,
    detail: 'That folder is the project shop.',
    code: 'PROJECT_PATH_TAKEN',
    kind: 'conflict',
    requestId: 'r-1',
    details: { projectId: 'shop' },
  });
});

test('internal errors tell nothing but the code', () => {
  const error = new AoError('DATABASE_CORRUPT', { message: 'malformed page 7 of /home/x/ao.db', details: { path: '/home/x/ao.db' } });
  const text = JSON.stringify(problemOf(error, 'r-1'));
  expect(text).not.toContain('/home/x');
  expect(text).toContain('Restore a backup');
});
