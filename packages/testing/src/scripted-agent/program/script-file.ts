import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const MAX_NAME_CHARACTERS = 80;

/**
 * The script that lies in a folder for a prompt, or null. Its name is made from the first line of the prompt: the script for
 * `Add a health check, with a test` is `add-a-health-check-with-a-test.txt`. Only the directives in it count.
 */
export function readScriptFile(folder: string, prompt: string): string | null {
  const name = (prompt.trim().split('\n')[0] ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, MAX_NAME_CHARACTERS);
  try {
    return readFileSync(join(folder, `${name}.txt`), 'utf8');
  } catch {
    return null;
  }
}
