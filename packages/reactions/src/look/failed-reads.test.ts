import { AoError } from '@ao/domain';
import { expect, test } from 'vitest';
import { afterAnswer, readState } from './failed-reads.ts';

const unknown = { outcome: 'unknown', error: new AoError('INTERNAL') } as const;
const limited = (retryAt: number) => ({ outcome: 'unknown', error: new AoError('FORGE_RATE_LIMITED', { details: { retryAt } }) }) as const;
const value = { outcome: 'value', value: 1 } as const;

test.each([
  ['nothing was asked yet', undefined, undefined, null, 'wanted'],
  ['it was read', undefined, value, null, 'read'],
  ['it was read after all', { tries: 2, nextAt: 9_000_000 }, value, null, 'read'],
  ['it does not exist', undefined, { outcome: 'gone' }, null, 'given_up'],
  ['it could not be read', undefined, unknown, { tries: 1, nextAt: 60_100 }, 'retry'],
  ['it could not be read again', { tries: 1, nextAt: 0 }, unknown, { tries: 2, nextAt: 120_100 }, 'retry'],
  ['it could not be read three times', { tries: 2, nextAt: 0 }, unknown, { tries: 3, nextAt: 240_100 }, 'given_up'],
  ['the host says when', undefined, limited(700_000), { tries: 1, nextAt: 700_000 }, 'retry'],
  ['the time of the next try has come', { tries: 1, nextAt: 100 }, undefined, { tries: 1, nextAt: 100 }, 'wanted'],
  ['the time of the next try has not come', { tries: 1, nextAt: 101 }, undefined, { tries: 1, nextAt: 101 }, 'retry'],
  ['it is forbidden', undefined, { outcome: 'forbidden', error: new AoError('INTERNAL') }, { tries: 1, nextAt: 60_100 }, 'given_up'],
] as const)('when %s', (_name, before, answer, failed, state) => {
  expect(afterAnswer(before, answer, 100)).toEqual(failed);
  expect(readState(answer, failed, 100)).toBe(state);
});
