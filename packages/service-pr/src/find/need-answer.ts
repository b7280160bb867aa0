import { AoError } from '@ao/domain';
import type { ForgeAnswer, ScmV1 } from '@ao/ports';

/** The code host. @throws AoError `CODE_HOST_MISSING`. */
export function needScm(scm: ScmV1 | null): ScmV1 {
  if (scm === null) throw new AoError('CODE_HOST_MISSING');
  return scm;
}

/** The value of an answer. @throws AoError what the host says, and `PULL_REQUEST_NOT_FOUND` for `gone`. */
export function needAnswer<Value>(answer: ForgeAnswer<Value>, what: string): Value {
  if (answer.outcome === 'value') return answer.value;
  if (answer.outcome !== 'gone') throw answer.error;
  throw new AoError('PULL_REQUEST_NOT_FOUND', {
    message: `The code host knows no pull request ${what}, or hides it from this token. Check the number and the rights of the token.`,
  });
}
