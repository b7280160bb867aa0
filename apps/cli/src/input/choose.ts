import { AoError } from '@ao/domain';
import { print } from '../process/print.ts';
import { type AskedTerminal, openQuestions } from './ask-line.ts';

/** One of the things a person may choose. */
export interface Choice {
  readonly id: string;
  readonly label: string;
}

/** Shows the text on standard error and answers the id of the choice a person made. */
export type Ask = (text: string, choices: readonly Choice[]) => Promise<string>;

/** The choice a person meant: its id, its number in the list, or the beginning of one id alone; null when none was. */
export function meantChoice(typed: string, choices: readonly Choice[]): Choice | null {
  const word = typed.trim().toLowerCase();
  if (word === '') return null;
  const exact = choices.find(({ id }) => id.toLowerCase() === word);
  if (exact !== undefined) return exact;
  const beginning = choices.filter(({ id }) => id.toLowerCase().startsWith(word));
  if (beginning.length === 1) return beginning[0] ?? null;
  return /^\d{1,2}$/.test(word) ? (choices[Number(word) - 1] ?? null) : null;
}

/** Asks on the terminal until a choice is made. */
export const chooseOnTerminal: Ask = (text, choices) => choose(text, choices);

/**
 * Asks until a choice is made.
 *
 * @throws AoError `INVALID_REQUEST` when the person gives up (end of input, Ctrl-D).
 * @throws InterruptedError after Ctrl-C.
 */
export async function choose(text: string, choices: readonly Choice[], on?: AskedTerminal): Promise<string> {
  const questions = openQuestions(on);
  print(text, on?.output ?? process.stderr);
  try {
    const question = `${choices.map(({ id }) => id).join(', ')}? `;
    for (;;) {
      const typed = await questions.ask(question);
      if (typed === null) throw new AoError('INVALID_REQUEST', { message: 'Nothing was answered.' });
      const choice = meantChoice(typed, choices);
      if (choice !== null) return choice.id;
    }
  } finally {
    questions.close();
  }
}
