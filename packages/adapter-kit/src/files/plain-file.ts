import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/** Larger files are none of those a person writes by hand. */
const MAX_BYTES = 4 * 1024 * 1024;

/**
 * Reads a small text file that a person may have put there: a pipe, a device or a folder in its place is an error and never waited for.
 *
 * @returns null when there is no such file.
 * @throws Error of the file system, or one that says that it is no plain file or too large.
 */
export function readPlainFile(path: string): string | null {
  let file: number;
  try {
    // Opening a pipe that nobody writes to would stop the whole process.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    const facts = fstatSync(file);
    if (!facts.isFile()) throw new Error('it is no plain file');
    if (facts.size > MAX_BYTES) throw new Error(`it is larger than ${MAX_BYTES} bytes`);
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}
