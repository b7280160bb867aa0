import { expect, test } from 'vitest';
import { AoError } from '@ao/domain';
import { describeError } from '../errors/error-report.ts';
import { renderChanges } from './changes-table.ts';

const HOSTILE = 'a\u001b]0;owned\u0007\u001b[2Jb\u009b31m';

test('the name of a file that an agent made sends no command to the terminal', () => {
  const files = [{ path: HOSTILE, added: 1, deleted: 0, untracked: true }];
  const text = renderChanges({ commits: 0, added: 1, deleted: 0, files });
  expect(text).not.toMatch(/[\u0007\u001b\u009b]/);
});

test('an error that quotes what git or an agent said sends no command to the terminal', () => {
  const { text, more } = describeError(new AoError('GIT_FAILED', { message: `git said: ${HOSTILE}\nsecond`, cause: new Error(HOSTILE) }));
  expect(`${text}${more}`).not.toMatch(/[\u0007\u001b\u009b]/);
  expect(text.split('\n')).toHaveLength(2);
});
