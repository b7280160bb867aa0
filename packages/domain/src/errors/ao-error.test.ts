import { describe, expect, test } from 'vitest';
import { AoError, toAoError } from './ao-error.ts';
import { ERROR_CATALOGUE } from './error-catalogue.ts';

describe('an error', () => {
  test('says what happened and what to do next, from the catalogue', () => {
    const error = new AoError('SESSION_NOT_FOUND');
    const { kind, summary, nextStep } = ERROR_CATALOGUE.SESSION_NOT_FOUND;
    expect(error).toMatchObject({ name: 'AoError', code: 'SESSION_NOT_FOUND', kind, message: `${summary} ${nextStep}`, details: {} });
    expect('cause' in error).toBe(false);
  });

  test('may say it in its own words, with facts and a cause', () => {
    const cause = new Error('disk full');
    const error = new AoError('INTERNAL', { message: 'No space.', details: { path: '/x' }, cause });
    expect(error).toMatchObject({ message: 'No space.', details: { path: '/x' }, cause });
  });

  test('is recognised by its brand, so that another copy of the package understands it', () => {
    const fromAnotherCopy = Object.assign(new Error('x'), { [Symbol.for('ao.error')]: true, code: 'INTERNAL' });
    expect(AoError.isInstance(new AoError('INTERNAL'))).toBe(true);
    expect(AoError.isInstance(fromAnotherCopy)).toBe(true);
    for (const other of [new Error('x'), null, undefined, 'INTERNAL', { code: 'INTERNAL' }]) expect(AoError.isInstance(other)).toBe(false);
  });
});

describe('whatever was thrown', () => {
  test('stays when it is one of ours', () => {
    const error = new AoError('SESSION_NOT_FOUND');
    expect(toAoError(error, 'looking')).toBe(error);
  });

  test.each([
    [new TypeError('x is not a function'), 'x is not a function'],
    ['a string', 'a string'],
    [undefined, 'undefined'],
  ])('%s becomes INTERNAL, with the original as cause', (thrown, reason) => {
    const error = toAoError(thrown, 'reading the spool');
    expect(error.message).toBe(`Unexpected failure while reading the spool: ${reason}`);
    expect(error.code).toBe('INTERNAL');
    expect(error.cause).toBe(thrown);
  });
});
