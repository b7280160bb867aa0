import { rm } from 'node:fs/promises';

/**
 * Removes a file or a folder with all that is in it, and tries once more at once when that fails: a disk that answers with an error often
 * does so once. What is not there is removed. Rejects with the second error.
 */
export async function removeFirmly(path: string): Promise<void> {
  const options = { recursive: true, force: true };
  await rm(path, options).catch(() => rm(path, options));
}
