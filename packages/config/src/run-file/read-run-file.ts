import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { AoError } from '@ao/domain';
import { systemCodeOf, toFileError } from '../home/file-error.ts';
import { asRunFile, type RunFile } from './run-file.ts';

const MAX_BYTES = 64 * 1024;

/**
 * Reads the run file. It proves nothing about the daemon: it may have died since.
 *
 * @param userId - the user it must belong to, null where users have no numbers: whoever writes this file gets our requests.
 * @returns null when there is none: no daemon is running.
 * @throws AoError `RUN_FILE_INVALID` when it is damaged, `HOME_UNSAFE` when somebody else could have written it.
 */
export function readRunFile(path: string, userId: number | null): RunFile | null {
  const content = readOwnFile(path, userId);
  if (content === null) return null;
  const runFile = asRunFile(parse(content));
  if (runFile !== null) return runFile;
  throw new AoError('RUN_FILE_INVALID', {
    message: `The run file ${path} cannot be read. Remove it if no daemon is running, then run \`ao start\`.`,
    details: { path },
  });
}

function readOwnFile(path: string, userId: number | null): string | null {
  let file: number | null = null;
  try {
    file = openSync(path, 'r');
    const facts = fstatSync(file);
    if (userId !== null && (facts.uid !== userId || (facts.mode & 0o022) !== 0)) {
      throw new AoError('HOME_UNSAFE', { message: `Other users can write ${path}. Remove it, then run \`ao start\`.`, details: { path } });
    }
    return facts.isFile() && facts.size <= MAX_BYTES ? readFileSync(file, 'utf8') : '';
  } catch (thrown) {
    if (systemCodeOf(thrown) === 'ENOENT') return null;
    throw toFileError(thrown, `reading ${path}`);
  } finally {
    if (file !== null) closeSync(file);
  }
}

function parse(content: string): unknown {
  try {
    const value: unknown = JSON.parse(content);
    return value;
  } catch {
    return null;
  }
}
