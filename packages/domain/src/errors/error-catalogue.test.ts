import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorCataloguePage } from '../__fixtures__/error-catalogue-page.ts';
import { ERROR_CATALOGUE, ERROR_CODES, isErrorCode } from './error-catalogue.ts';
import type { ErrorKind } from './error-kind.ts';

const KINDS = {
  bad_request: true,
  unauthorized: true,
  forbidden: true,
  not_found: true,
  conflict: true,
  unprocessable: true,
  too_many: true,
  unavailable: true,
  timeout: true,
  internal: true,
} as const satisfies Record<ErrorKind, true>;

/** Whole sentences on one line, neither too short to help nor too long to read. */
const SENTENCES = /^(?!.*\s{2})\S.{7,137}[.…"?]$/;

function faultsOf(code: (typeof ERROR_CODES)[number]): readonly string[] {
  const { kind, summary, nextStep } = ERROR_CATALOGUE[code];
  const checks = {
    'is spelled otherwise': /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(code),
    'is not recognised': isErrorCode(code),
    'has an unknown kind': Object.hasOwn(KINDS, kind),
    'does not say what it means': SENTENCES.test(summary),
    'does not say what to do': SENTENCES.test(nextStep),
  };
  return Object.entries(checks).flatMap(([fault, isFine]) => (isFine ? [] : [`${code} ${fault}`]));
}

test('every code has a known kind, and says in whole sentences what it means and what to do', () => {
  expect(ERROR_CODES.flatMap(faultsOf)).toEqual([]);
});

test('no two codes mean the same', () => {
  const summaries = ERROR_CODES.map((code) => ERROR_CATALOGUE[code].summary);
  expect(new Set(summaries).size).toBe(summaries.length);
});

test.each(['', 'toString', 'constructor', '__proto__', 'session_busy', 'UNHEARD_OF'])('%j is no code', (value) => {
  expect(isErrorCode(value)).toBe(false);
});

test('the page in docs lists them as they are', () => {
  const path = join(import.meta.dirname, '../../../../docs/errors.md');
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(path, errorCataloguePage());
  expect(readFileSync(path, 'utf8')).toBe(errorCataloguePage());
});
