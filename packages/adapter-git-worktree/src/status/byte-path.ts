import { join } from 'node:path';

/**
 * A path as git prints it: relative to the top, one character per byte. File names need not be UTF-8, so they are kept as bytes until they
 * are shown.
 */
export type BytePath = string;

/** For people; bytes that are no UTF-8 are replaced. */
export function showPath(path: BytePath): string {
  return Buffer.from(path, 'latin1').toString('utf8');
}

/** For the file system. */
export function resolveBytePath(top: string, path: BytePath): Buffer {
  return Buffer.concat([Buffer.from(join(top, '/')), Buffer.from(path, 'latin1')]);
}

/** For git, which reads lists of paths ended by zero bytes. */
export function pathList(paths: readonly BytePath[]): Buffer {
  return Buffer.from(paths.map((path) => `${path}\0`).join(''), 'latin1');
}

/** Splits what git prints with `-z`. */
export function splitByZero(bytes: string): readonly string[] {
  return bytes.split('\0').filter((part) => part !== '');
}
