import { AoApiError } from '@ao/client';
import { AoError, ERROR_CATALOGUE, type ErrorCode } from '@ao/domain';
import { expect, test } from 'vitest';
import { describeError } from './error-report.ts';
import { EXIT_CODES, exitCodeFor } from './exit-codes.ts';

const fromDaemon = (code: string, message = 'What happened. What to do.') =>
  new AoApiError({ code, status: 400, message, requestId: 'r-1', details: { sessionId: 'shop-1' } });

test.each<[ErrorCode, number]>([
  ['INVALID_REQUEST', 2],
  ['SESSION_NOT_FOUND', 3],
  ['WAIT_TIMEOUT', 4],
  ['SESSION_ENDED', 5],
  ['DAEMON_NOT_RUNNING', 6],
  ['DAEMON_START_FAILED', 1],
])('%s ends a command with %i, whoever says it', (code, exitCode) => {
  expect(describeError(new AoError(code)).exitCode).toBe(exitCode);
  expect(describeError(fromDaemon(code)).exitCode).toBe(exitCode);
});

test('every error of the catalogue has an exit code, and none of them is success', () => {
  const known: readonly number[] = Object.values(EXIT_CODES);
  for (const [code, { kind }] of Object.entries(ERROR_CATALOGUE)) {
    const exitCode = exitCodeFor({ kind, code });
    expect(known).toContain(exitCode);
    expect(exitCode).not.toBe(0);
  }
});

test('a code of a newer daemon is a failure, and keeps its words', () => {
  expect(describeError(fromDaemon('FROM_THE_FUTURE', 'Later.'))).toMatchObject({
    exitCode: 1,
    text: 'Later.',
    json: { code: 'FROM_THE_FUTURE' },
  });
});

test('an error is three lines at most; the rest, with the request id, is for --verbose', () => {
  const report = describeError(fromDaemon('SESSION_NOT_FOUND', 'one\ntwo\nthree\nfour'));
  expect(report.text).toBe('one\ntwo\nthree');
  expect(report.more).toContain('request r-1');
  expect(report.more).toContain('"sessionId":"shop-1"');
  expect(report.json).toEqual({
    code: 'SESSION_NOT_FOUND',
    message: 'one\ntwo\nthree\nfour',
    details: { sessionId: 'shop-1' },
    requestId: 'r-1',
  });
});

test('what nobody foresaw is told as such, and its trace is for --verbose', () => {
  const report = describeError(new TypeError('x is not a function'));
  expect(report).toMatchObject({ exitCode: 1, text: 'Something went wrong inside ao: x is not a function', json: { code: 'INTERNAL' } });
  expect(report.more).toContain('error-report.test.ts');
  expect(describeError('thrown text').text).toContain('thrown text');
});
