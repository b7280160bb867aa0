import { AoError } from '@ao/domain';
import { type AskedTerminal, openQuestions } from './ask-line.ts';

/**
 * Asks a person a yes-or-no question; anything but yes is no, and so is the end of the input (Ctrl-D).
 *
 * @throws AoError `INVALID_REQUEST` when there is no terminal to ask on: a script has to say `--yes`.
 * @throws InterruptedError after Ctrl-C.
 */
export async function confirm(question: string, on?: AskedTerminal): Promise<boolean> {
  if (on === undefined && !process.stdin.isTTY)
    throw new AoError('INVALID_REQUEST', { message: 'There is nobody to ask. Give --yes, or --dry-run to see the plan.' });
  const questions = openQuestions(on);
  try {
    const answer = await questions.ask(`${question} [y/N] `);
    return answer !== null && /^y(es)?$/i.test(answer.trim());
  } finally {
    questions.close();
  }
}
