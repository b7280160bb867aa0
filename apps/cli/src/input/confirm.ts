import { createInterface } from 'node:readline/promises';
import { AoError } from '@ao/domain';

/**
 * Asks a person a yes-or-no question; anything but yes is no.
 *
 * @throws AoError `INVALID_REQUEST` when there is no terminal to ask on: a script has to say `--yes`.
 */
export async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new AoError('INVALID_REQUEST', { message: 'There is nobody to ask. Give --yes, or --dry-run to see the plan.' });
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await prompt.question(`${question} [y/N] `);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    prompt.close();
  }
}
